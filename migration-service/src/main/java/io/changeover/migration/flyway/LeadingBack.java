package io.changeover.migration.flyway;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.step.Flyway;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Fencing;
import io.changeover.migration.Migration;
import io.changeover.migration.Position;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.ToolOutput;
import io.changeover.migration.sql.ConnectionLost;
import io.changeover.migration.sql.Script;
import io.changeover.migration.sql.Session;
import io.changeover.migration.sql.SqlDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;

/** The plan's own way back: its file and the ledger's rows in one transaction. */
record LeadingBack(
    Migration migration,
    Flyway spec,
    FlywayLibrary library,
    Session session,
    SqlDatabase sql,
    Fencing fencing)
    implements PreparedMigration {
  private MigrationVersion goal() {
    return MigrationVersion.fromVersion(migration.wanted());
  }

  @Override
  public Position position() throws StepFailure {
    History history = library.history();
    history.throwIfFailed();
    return new Position(history.current(), history.rowsAfter(goal()).isEmpty());
  }

  @Override
  public ToolResult run(ToolOutput output) throws StepFailure, InterruptedException {
    RelativePath down = spec.down();
    if (down == null) {
      throw new IllegalStateException("the plan has no way back");
    }
    History history = library.history();
    throwIfElsewhere(history);
    Script script = Script.read(migration.workspace(), down);
    try {
      sql.run(session, script, ledger(history), output);
    } catch (ConnectionLost lost) {
      settle(script, lost);
    }
    return new ToolResult(0, script.name(), Duration.ZERO);
  }

  /** The file leads back from one version only. */
  private void throwIfElsewhere(History history) throws StepFailure {
    if (!history
        .current()
        .equals(MigrationVersion.fromVersion(spec.upgrade().value()).getVersion())) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The database is at version %s, but '%s' leads back from %s."
              .formatted(history.current(), spec.down(), spec.upgrade()),
          "Restore the backup, or lead it back by hand.");
    }
  }

  private List<String> ledger(History history) {
    if (!history.keepsRowsUpTo(goal())) {
      return List.of("drop table " + History.TABLE);
    }
    String ranks =
        history.rowsAfter(goal()).stream().map(String::valueOf).collect(Collectors.joining(", "));
    return List.of("delete from %s where installed_rank in (%s)".formatted(History.TABLE, ranks));
  }

  private void settle(Script script, ConnectionLost lost) throws StepFailure, InterruptedException {
    session.context().throwIfStopped();
    fencing.dismiss(session.database(), session.login().tag());
    if (!position().reached()) {
      throw lost.nothingCommitted(script);
    }
  }
}
