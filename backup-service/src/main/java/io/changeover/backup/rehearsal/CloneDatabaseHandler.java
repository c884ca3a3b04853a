package io.changeover.backup.rehearsal;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import org.springframework.stereotype.Component;

/** The step clone-database: forward copies the target, back restores on the copy. */
@Component
final class CloneDatabaseHandler implements StepHandler<CloneDatabase> {
  private final Rehearsing rehearsing;

  CloneDatabaseHandler(Rehearsing rehearsing) {
    this.rehearsing = rehearsing;
  }

  @Override
  public Class<CloneDatabase> kind() {
    return CloneDatabase.class;
  }

  @Override
  public Outcome handle(StepCommand command, CloneDatabase spec, StepContext context)
      throws Exception {
    RehearsalDatabases databases = rehearsing.at(command, spec.target());
    return switch (command.direction()) {
      case FORWARD -> databases.copy(command, spec, context);
      case BACK -> {
        requireScratch(command, spec);
        yield databases.restore(command, spec, context);
      }
      case PROBE ->
          throw new StepFailure(
              FailureCode.REFUSED,
              "There is nothing to probe: a copy is only rehearsed on.",
              "Send the step forward, or back on its scratch database.");
    };
  }

  /** A restore that is rehearsed must never meet the target itself. */
  private static void requireScratch(StepCommand command, CloneDatabase spec) throws StepFailure {
    if (command.scratchOf(spec.target()).isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The command names no scratch database, and '%s' itself is not rehearsed on."
              .formatted(spec.target()),
          "Nothing was touched. Start the deployment again.");
    }
  }
}
