package io.changeover.kit.message.postgres;

import io.changeover.kit.message.OutboxPresence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Each instance of a service holds one lock that all may share, on a connection of its own, as long
 * as it lives; who holds it can be counted.
 */
final class JdbcOutboxPresence implements OutboxPresence, AutoCloseable {
  private static final String KEY = "hashtextextended(current_schema() || '.outbox.present', 0)";

  private static final String JOIN = "SELECT pg_advisory_lock_shared(" + KEY + ")";

  private static final String LEAVE = "SELECT pg_advisory_unlock_shared(" + KEY + ")";

  private static final String COUNT =
      """
      SELECT count(*) FROM pg_locks
      WHERE locktype = 'advisory' AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND ((classid::bigint << 32) | objid::bigint) =
      """
          + KEY;

  private final DataSource database;
  private @Nullable Connection held;

  JdbcOutboxPresence(DataSource database) {
    this.database = database;
  }

  @Override
  public synchronized boolean alone() {
    try {
      Connection connection = held;
      if (connection == null) {
        connection = database.getConnection();
        held = connection;
        ask(connection, JOIN);
      }
      return ask(connection, COUNT).equals("1");
    } catch (SQLException lost) {
      // The lock is gone with the connection; the next call takes part again.
      letGo();
      throw new DataAccessResourceFailureException("who else sends could not be asked", lost);
    }
  }

  private static String ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() ? String.valueOf(answer.getString(1)) : "";
    }
  }

  private void letGo() {
    try (Connection connection = held) {
      if (connection != null && connection.isValid(1)) {
        ask(connection, LEAVE);
      }
    } catch (SQLException goneAnyway) {
      // The server lets go of what a broken connection has held.
      return;
    } finally {
      held = null;
    }
  }

  @Override
  public synchronized void close() {
    letGo();
  }
}
