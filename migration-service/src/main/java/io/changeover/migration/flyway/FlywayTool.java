package io.changeover.migration.flyway;

import io.changeover.contracts.step.Flyway;
import io.changeover.contracts.step.Sql;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Fencing;
import io.changeover.migration.Login;
import io.changeover.migration.Migration;
import io.changeover.migration.MigrationTool;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.sql.Session;
import io.changeover.migration.sql.SqlDatabase;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;

/** Flyway as a tool with a ledger; one for each step. */
record FlywayTool(Flyway spec, SqlDatabase sql, Fencing fencing) implements MigrationTool {
  @Override
  public String name() {
    return "flyway";
  }

  @Override
  public Set<String> ledgerTables() {
    return Set.of(History.TABLE);
  }

  @Override
  public PreparedMigration prepare(Migration migration, Login login, StepContext context)
      throws StepFailure {
    FlywayLibrary library =
        new FlywayLibrary(migration.workspace(), spec.locations(), migration.database());
    History history = library.history();
    history.throwIfFailed();
    history.throwIfUnknown(MigrationVersion.fromVersion(spec.upgrade().value()));
    library.throwIfChanged(login);
    Session session =
        new Session(
            migration.database(),
            login,
            Sql.USUAL_LOCK_TIMEOUT,
            Sql.USUAL_STATEMENT_TIMEOUT,
            context);
    return migration.back()
        ? new LeadingBack(migration, spec, library, session, sql, fencing)
        : new PreparedFlyway(migration.wanted(), library, session, fencing);
  }
}
