package io.changeover.migration.sql;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.step.CatalogueProbe;
import io.changeover.contracts.step.Sql;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Catalog;
import io.changeover.migration.Fencing;
import io.changeover.migration.Login;
import io.changeover.migration.Migration;
import io.changeover.migration.MigrationTool;
import io.changeover.migration.PreparedMigration;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of SQL as a tool with a ledger; one for each step. */
record SqlTool(Sql spec, Change change, SqlDatabase sql, Catalog catalog, Fencing fencing)
    implements MigrationTool {
  @Override
  public String name() {
    return "sql";
  }

  @Override
  public Set<String> ledgerTables() {
    return Set.of(SqlDatabase.LEDGER);
  }

  @Override
  public PreparedMigration prepare(Migration migration, Login login, StepContext context)
      throws StepFailure, InterruptedException {
    throwIfChanged(migration.database());
    Session session =
        new Session(
            migration.database(),
            login,
            orElse(spec.lockTimeout(), Sql.USUAL_LOCK_TIMEOUT),
            orElse(spec.statementTimeout(), Sql.USUAL_STATEMENT_TIMEOUT),
            context);
    CatalogueProbe probe = spec.probe();
    return probe == null
        ? new PreparedSql(session, change, sql, fencing)
        : new PreparedOutside(session, change, sql, fencing, new OutsideProbe(probe, sql, catalog));
  }

  private static Duration orElse(@Nullable Duration given, Duration usual) {
    return given == null ? usual : given;
  }

  private void throwIfChanged(DatabaseTarget database) throws StepFailure, InterruptedException {
    Optional<String> applied = sql.checksum(database, change.version());
    if (!change.back()
        && applied.filter(checksum -> !checksum.equals(change.script().checksum())).isPresent()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "Version %s was applied by another file than '%s' is now: the ledger has SHA-256 %s, the file %s."
              .formatted(
                  change.version(),
                  change.script().name(),
                  applied.get(),
                  change.script().checksum()),
          "Bring the file back as it was, and put what is new into a version of its own.");
    }
  }
}
