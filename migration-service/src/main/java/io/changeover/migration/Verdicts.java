package io.changeover.migration;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import java.util.List;

/** Why a run did not bring the ledger to where it was to be. */
record Verdicts(Run run) {

  StepFailure failure(ToolResult result, Found after) {
    return new StepFailure(reason(result, after));
  }

  private FailureReason reason(ToolResult result, Found after) {
    List<String> differences = run.before().schema().differencesTo(after.schema());
    boolean moved = !after.position().revision().equals(run.before().position().revision());
    if (!moved && !differences.isEmpty()) {
      return withOutput(Past.partial(run.migration(), after.position(), differences), result);
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
        "Read the end of its output, remove the cause, then retry the step.",
        result.output());
  }

  private static FailureReason withOutput(FailureReason reason, ToolResult result) {
    return new FailureReason(
        reason.code(),
        reason.message() + TellingLine.quoted(result.output()),
        reason.whatToDo(),
        result.output() + "\n\nDifferences:\n" + reason.detail());
  }
}
