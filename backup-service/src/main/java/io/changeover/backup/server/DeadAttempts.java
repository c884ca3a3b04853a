package io.changeover.backup.server;

import io.changeover.kit.step.StepFailure;
import java.sql.SQLException;

/** Sessions of earlier attempts at the same command. */
final class DeadAttempts {
  private static final String SESSIONS =
      """
      select pid, usename from pg_stat_activity
      where starts_with(application_name, ?) and application_name <> ?
      """;

  private DeadAttempts() {}

  /** Ends them, and returns when none is left. The first attempt has none before it. */
  static void end(Server server) throws SQLException, StepFailure, InterruptedException {
    if (server.attempt().context().fence() <= 1) {
      return;
    }
    try (Session session = server.openMaintenance()) {
      new Eviction(session)
          .of(SESSIONS, server.attempt().namePrefix(), server.attempt().applicationName());
    }
  }
}
