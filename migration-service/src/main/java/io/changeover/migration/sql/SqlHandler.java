package io.changeover.migration.sql;

import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Sql;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import io.changeover.migration.ApplyingMigration;
import io.changeover.migration.Catalog;
import io.changeover.migration.Fencing;
import io.changeover.migration.Migration;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** The step sql: forward applies one version, back undoes it by its down file. */
@Component
final class SqlHandler implements StepHandler<Sql> {
  private final SqlDatabase sql;
  private final Catalog catalog;
  private final Fencing fencing;
  private final ApplyingMigration applying;
  private final Databases databases;
  private final Workspaces workspaces;

  SqlHandler(
      SqlDatabase sql,
      Catalog catalog,
      Fencing fencing,
      ApplyingMigration applying,
      Databases databases,
      Workspaces workspaces) {
    this.sql = sql;
    this.catalog = catalog;
    this.fencing = fencing;
    this.applying = applying;
    this.databases = databases;
    this.workspaces = workspaces;
  }

  @Override
  public Class<Sql> kind() {
    return Sql.class;
  }

  @Override
  public Outcome handle(StepCommand command, Sql spec, StepContext context)
      throws StepFailure, InterruptedException {
    Path workspace = workspaces.get(spec.workspace());
    Script script = Script.read(workspace, file(command.direction(), spec));
    Change change =
        new Change(script, spec.version().value(), command.direction() == Direction.BACK);
    Migration migration =
        Migration.of(
            command,
            databases.of(command, spec.target()),
            workspace,
            "version " + spec.version().value());
    return applying.apply(new SqlTool(spec, change, sql, catalog, fencing), migration, context);
  }

  private static RelativePath file(Direction direction, Sql spec) throws StepFailure {
    return switch (direction) {
      case FORWARD -> spec.up();
      case BACK -> {
        RelativePath down = spec.down();
        if (down == null) {
          throw new StepFailure(
              FailureCode.REFUSED,
              "The plan has no file that undoes version %s.".formatted(spec.version()),
              "Restore the backup, or undo it by hand and remove its row from %s."
                  .formatted(SqlDatabase.LEDGER));
        }
        yield down;
      }
      case PROBE ->
          throw new StepFailure(
              FailureCode.REFUSED,
              "There is nothing to probe: the way back is in the workspace.",
              "Send the step back to undo it.");
    };
  }
}
