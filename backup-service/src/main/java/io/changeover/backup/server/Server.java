package io.changeover.backup.server;

import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The server of a target, as one attempt sees it.
 *
 * @param maintenanceDatabase exists beside the target, and is connected to while databases are
 *     created, renamed and dropped
 */
public record Server(Attempt attempt, TargetConnections connections, String maintenanceDatabase) {

  public DatabaseTarget target() {
    return attempt.target();
  }

  /** A session in the target's database. */
  public Session open() throws StepFailure, InterruptedException {
    return open(target().database());
  }

  /** A session in the database from which others are administered. */
  public Session openMaintenance() throws StepFailure, InterruptedException {
    return open(maintenanceDatabase);
  }

  /** A session in another database of the server. */
  public Session open(String database) throws StepFailure, InterruptedException {
    attempt.context().throwIfStopped();
    Connection connection = connect(database);
    return Session.unlimited(
        target(), connection, TargetConnections.endOnStop(connection, attempt.context()));
  }

  /**
   * Work in the maintenance database that is done even if the attempt was stopped. It must be
   * short.
   */
  public void cleanUp(CleaningUp.Work work) throws SQLException, StepFailure {
    CleaningUp.anyway(() -> {
      try (Session session = Session.unlimited(target(), connect(maintenanceDatabase), () -> {})) {
        work.in(session);
      }
    });
  }

  private Connection connect(String database) throws StepFailure {
    return connections.open(target(), database, attempt.applicationName(), true);
  }
}
