package io.changeover.migration.copy;

import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.copy.target.Statements;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection to the target of a copy, not in auto-commit mode. How long the server or the role
 * lets statements take or sessions be silent does not count: an index takes as long as it takes,
 * and one session waits while others work.
 */
final class CopySession {
  private static final String NO_LIMITS =
      """
      select set_config(name, '0', false) from pg_settings
      where name in ('statement_timeout', 'idle_in_transaction_session_timeout',
                     'transaction_timeout', 'idle_session_timeout')
      """;

  private CopySession() {}

  /**
   * Opens one.
   *
   * @param name shown in the server's pg_stat_activity; tells attempts apart
   */
  static Connection open(TargetConnections connections, DatabaseTarget into, String name)
      throws StepFailure, SQLException {
    Connection connection = connections.open(into, into.database(), name, false);
    try {
      Statements.list(connection, row -> row.getString(1), NO_LIMITS);
      connection.commit();
      return connection;
    } catch (SQLException refused) {
      connection.close();
      throw refused;
    }
  }
}
