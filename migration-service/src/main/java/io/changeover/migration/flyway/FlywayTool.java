package io.changeover.migration.flyway;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.step.Flyway;
import io.changeover.contracts.step.Sql;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Fencing;
import io.changeover.migration.Login;
import io.changeover.migration.Migration;
import io.changeover.migration.MigrationTool;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.sql.Session;
import io.changeover.migration.sql.SqlDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

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

  /** There is no tool to look for: the library is part of this service. */
  @Override
  public List<CheckResult> inspect(
      Path workspace,
      DatabaseTarget database,
      @Nullable String versionAtLeast,
      Severity severity,
      StepContext context) {
    return List.of();
  }
}
