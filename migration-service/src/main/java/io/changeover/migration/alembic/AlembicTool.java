package io.changeover.migration.alembic;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Catalog;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.InspectedTool;
import io.changeover.migration.Login;
import io.changeover.migration.Migration;
import io.changeover.migration.MigrationTool;
import io.changeover.migration.PreparedMigration;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Alembic on PostgreSQL. The order of the revisions comes from the workspace. */
@Component
final class AlembicTool implements MigrationTool, InspectedTool {
  /** Tags the sessions of a tool that only looks. */
  private static final String LOOKING = "changeover-looking";

  private final AlembicSettings settings;
  private final AlembicLedger ledger;

  AlembicTool(AlembicSettings settings, Catalog catalog) {
    this.settings = settings;
    this.ledger = new AlembicLedger(catalog, settings.versionTable());
  }

  @Override
  public String name() {
    return "alembic";
  }

  @Override
  public Set<String> ledgerTables() {
    return Set.of(settings.versionTable());
  }

  @Override
  public PreparedMigration prepare(Migration migration, Login login, StepContext context)
      throws StepFailure, InterruptedException {
    AlembicCommand command =
        new AlembicCommand(settings, migration.workspace(), migration.database(), login, context);
    Revisions revisions = command.history();
    if (!migration.back()) {
      WantedRevision.single(revisions.heads());
    }
    String wanted = WantedRevision.in(revisions, migration.wanted());
    return new PreparedAlembic(migration, command, ledger, revisions, wanted);
  }

  @Override
  public List<CheckResult> inspect(
      Path workspace,
      DatabaseTarget database,
      MigrationTools spec,
      Severity severity,
      StepContext context)
      throws StepFailure, InterruptedException {
    Login owner = new Login(database.username(), database.password(), LOOKING, FenceStrength.TAG);
    AlembicCommand command = new AlembicCommand(settings, workspace, database, owner, context);
    return new AlembicInspection(command, ledger, severity).look(spec.versionAtLeast());
  }
}
