package io.changeover.migration.command;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.step.DoneProbe;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Catalog;
import io.changeover.migration.Probed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a step is done already.
 *
 * @param probe null when the plan has none
 * @param database null when the step has none
 */
record Probe(
    @Nullable DoneProbe probe,
    Program program,
    @Nullable DatabaseTarget database,
    Catalog catalog,
    StepContext context) {
  private static final int DONE = 0;
  private static final int NOT_DONE = 1;
  private static final int PARTIAL = 2;

  /** The answer; nothing when there is nobody to ask. */
  Optional<Probed> ask() throws StepFailure, InterruptedException {
    if (probe == null) {
      return Optional.empty();
    }
    String sql = probe.sql();
    if (sql != null && database != null) {
      return Optional.of(catalog.probe(database, sql));
    }
    List<String> words = probe.run();
    return words == null ? Optional.empty() : Optional.of(run(words));
  }

  private Probed run(List<String> words) throws StepFailure, InterruptedException {
    ToolResult result = context.tools().run(program.call(words));
    return switch (result.exitCode()) {
      case DONE -> Probed.DONE;
      case NOT_DONE -> Probed.NOT_DONE;
      case PARTIAL -> Probed.PARTIAL;
      default ->
          throw new StepFailure(
              new FailureReason(
                  FailureCode.TOOL_FAILED,
                  "The probe '%s' ended with exit code %d, which says nothing."
                      .formatted(words.getFirst(), result.exitCode()),
                  "Let it end with 0 when the step is done, 1 when it is not, 2 when a part of it is.",
                  result.output()));
    };
  }
}
