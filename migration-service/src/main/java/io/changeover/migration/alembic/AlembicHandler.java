package io.changeover.migration.alembic;

import io.changeover.contracts.Argument;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Alembic;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import io.changeover.migration.ApplyingMigration;
import io.changeover.migration.Migration;
import org.springframework.stereotype.Component;

/** The step alembic: forward upgrades, back downgrades. */
@Component
final class AlembicHandler implements StepHandler<Alembic> {
  private final AlembicTool tool;
  private final ApplyingMigration applying;
  private final Databases databases;
  private final Workspaces workspaces;

  AlembicHandler(
      AlembicTool tool, ApplyingMigration applying, Databases databases, Workspaces workspaces) {
    this.tool = tool;
    this.applying = applying;
    this.databases = databases;
    this.workspaces = workspaces;
  }

  @Override
  public Class<Alembic> kind() {
    return Alembic.class;
  }

  @Override
  public Outcome handle(StepCommand command, Alembic spec, StepContext context)
      throws StepFailure, InterruptedException {
    Migration migration =
        Migration.of(
            command,
            databases.of(command, spec.target()),
            workspaces.get(spec.workspace()),
            wanted(command, spec).value());
    return applying.apply(tool, migration, context);
  }

  private static Argument wanted(StepCommand command, Alembic spec) throws StepFailure {
    return switch (command.direction()) {
      case FORWARD -> spec.upgrade();
      case BACK -> spec.downgrade();
      case PROBE ->
          throw new StepFailure(
              FailureCode.REFUSED,
              "There is nothing to probe: what a downgrade needs is in the workspace.",
              "Send the step back to undo it.");
    };
  }
}
