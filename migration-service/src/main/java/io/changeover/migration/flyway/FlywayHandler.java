package io.changeover.migration.flyway;

import io.changeover.contracts.Argument;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Flyway;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import io.changeover.migration.ApplyingMigration;
import io.changeover.migration.Fencing;
import io.changeover.migration.Migration;
import io.changeover.migration.sql.SqlDatabase;
import org.springframework.stereotype.Component;

/** The step flyway: forward migrates to a version, back runs the plan's own file. */
@Component
final class FlywayHandler implements StepHandler<Flyway> {
  private final SqlDatabase sql;
  private final Fencing fencing;
  private final ApplyingMigration applying;
  private final Databases databases;
  private final Workspaces workspaces;

  FlywayHandler(
      SqlDatabase sql,
      Fencing fencing,
      ApplyingMigration applying,
      Databases databases,
      Workspaces workspaces) {
    this.sql = sql;
    this.fencing = fencing;
    this.applying = applying;
    this.databases = databases;
    this.workspaces = workspaces;
  }

  @Override
  public Class<Flyway> kind() {
    return Flyway.class;
  }

  @Override
  public Outcome handle(StepCommand command, Flyway spec, StepContext context)
      throws StepFailure, InterruptedException {
    Migration migration =
        Migration.of(
            command,
            databases.of(command, spec.target()),
            workspaces.get(spec.workspace()),
            wanted(command, spec).value());
    return applying.apply(new FlywayTool(spec, sql, fencing), migration, context);
  }

  private static Argument wanted(StepCommand command, Flyway spec) throws StepFailure {
    return switch (command.direction()) {
      case FORWARD -> spec.upgrade();
      case BACK -> {
        Argument downgrade = spec.downgrade();
        if (downgrade == null) {
          throw new StepFailure(
              FailureCode.REFUSED,
              "The plan has no file that leads back from version %s.".formatted(spec.upgrade()),
              "Restore the backup; Flyway's own undo is not used.");
        }
        yield downgrade;
      }
      case PROBE ->
          throw new StepFailure(
              FailureCode.REFUSED,
              "There is nothing to probe: the way back is in the workspace.",
              "Send the step back to undo it.");
    };
  }
}
