package io.changeover.migration;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ToolResult;
import java.util.List;

/** Why a run did not bring the ledger to where it was to be. */
record Verdicts(Run run) {
  /** From here on an exit code says that a signal or the interpreter ended the program. */
  private static final int FIRST_NOT_ITS_OWN = 128;

  /** Whether a tool did not come to an end of its own. */
  static boolean brokenOff(ToolResult result) {
    return result.exitCode() >= FIRST_NOT_ITS_OWN;
  }

  /** The reason. */
  FailureReason reason(ToolResult result, Found after) {
    List<String> differences = run.before().schema().differencesTo(after.schema());
    boolean moved = !after.position().revision().equals(run.before().position().revision());
    if (!moved && !differences.isEmpty()) {
      return withOutput(Past.partial(run.migration(), after.position(), differences), result);
    }
    if (!moved && brokenOff(result) && run.tool().commitsPiecemeal()) {
      return withOutput(Past.brokenOff(run.tool(), run.migration(), after.position()), result);
    }
    return result.succeeded() ? disagrees(result, after) : failed(result, after);
  }

  private FailureReason disagrees(ToolResult result, Found after) {
    return new FailureReason(
        FailureCode.LEDGER_DISAGREES,
        "%s ended well, but its ledger is at %s and not at %s."
            .formatted(run.tool().name(), after.position().words(), run.migration().wanted()),
        "See whether the tool was given this database, and whether its ledger is the table that this service reads.",
        result.output());
  }

  private FailureReason failed(ToolResult result, Found after) {
    return new FailureReason(
        FailureCode.TOOL_FAILED,
        "%s ended with exit code %d; its ledger is at %s.%s"
            .formatted(
                run.tool().name(),
                result.exitCode(),
                after.position().words(),
                TellingLine.quoted(result.output())),
        "Read the end of its output, remove the cause%s, then retry the step."
            .formatted(run.tool().commitsPiecemeal() ? " and what it has written until then" : ""),
        result.output());
  }

  private static FailureReason withOutput(FailureReason reason, ToolResult result) {
    return new FailureReason(
        reason.code(),
        reason.message() + TellingLine.quoted(result.output()),
        reason.whatToDo(),
        reason.detail().isEmpty()
            ? result.output()
            : result.output() + "\n\nDifferences:\n" + reason.detail());
  }
}
