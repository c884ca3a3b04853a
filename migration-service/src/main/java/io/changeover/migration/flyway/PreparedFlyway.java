package io.changeover.migration.flyway;

import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Fencing;
import io.changeover.migration.Position;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.ToolOutput;
import io.changeover.migration.sql.Session;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/** An upgrade to a version that the workspace has. */
record PreparedFlyway(String wanted, FlywayLibrary library, Session session, Fencing fencing)
    implements PreparedMigration {
  @Override
  public Position position() throws StepFailure {
    History history = library.history();
    history.throwIfFailed();
    return new Position(history.current(), history.reached(MigrationVersion.fromVersion(wanted)));
  }

  /** What Flyway says of a failure is its output; the ledger decides what came of it. */
  @Override
  public ToolResult run(ToolOutput output) throws StepFailure, InterruptedException {
    try (StepContext.Registration _ = session.context().onStop(this::endSessions)) {
      library.migrate(session.login(), wanted, output);
      return new ToolResult(0, "", Duration.ZERO);
    } catch (FlywayException failed) {
      session.context().throwIfStopped();
      return new ToolResult(1, String.valueOf(failed.getMessage()).strip(), Duration.ZERO);
    }
  }

  /** A library cannot be killed, but its sessions can. */
  private void endSessions() {
    try {
      fencing.dismiss(session.database(), session.login().tag());
    } catch (StepFailure left) {
      throw new IllegalStateException("sessions are left at the database", left);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
