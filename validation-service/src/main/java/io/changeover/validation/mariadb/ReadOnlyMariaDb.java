package io.changeover.validation.mariadb;

import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/** Asks MariaDB databases in transactions that cannot write and never outlast their step. */
public final class ReadOnlyMariaDb {
  /** Version, connections, greatest number of connections, hits of the buffer pool in percent. */
  public static final String FIGURES =
      """
      select substring_index(version(), '-', 1),
             (select VARIABLE_VALUE from information_schema.GLOBAL_STATUS where VARIABLE_NAME = 'THREADS_CONNECTED'),
             @@max_connections,
             (select 100.0 * (1 - r.VARIABLE_VALUE / nullif(q.VARIABLE_VALUE, 0))
                from information_schema.GLOBAL_STATUS r join information_schema.GLOBAL_STATUS q
               where r.VARIABLE_NAME = 'INNODB_BUFFER_POOL_READS'
                 and q.VARIABLE_NAME = 'INNODB_BUFFER_POOL_READ_REQUESTS')
      """;

  /** Of the connection's database, in bytes. */
  public static final String SIZE =
      "select coalesce(sum(DATA_LENGTH + INDEX_LENGTH), 0) from information_schema.TABLES where TABLE_SCHEMA = database()";

  /** Statements in the connection's database that run for longer than so many seconds. */
  public static final String RUNNING =
      """
      select TIME_MS, coalesce(INFO, '') from information_schema.PROCESSLIST
      where DB = database() and COMMAND = 'Query' and ID <> connection_id() and TIME_MS > ? * 1000.0
      order by 1 desc
      """;

  private final MariaDbConnections connections = new MariaDbConnections();

  /** What is asked on the open connection. */
  @FunctionalInterface
  public interface Question<T> {
    T ask(Connection connection) throws SQLException, StepFailure;
  }

  /** Whether a connection leads to a MariaDB server. */
  public static boolean isOf(Connection connection) throws SQLException {
    return connection
        .getMetaData()
        .getDatabaseProductName()
        .toLowerCase(Locale.ROOT)
        .contains("mariadb");
  }

  /**
   * Asks, for those to whom an error is an answer.
   *
   * @param readOnly whether nothing may be changed; in any case all is rolled back
   * @throws StepFailure {@code target-unreachable}
   * @throws SQLException the server's error
   */
  public <T> T tryAsking(
      MariaDbTarget target,
      Duration longest,
      StepContext context,
      boolean readOnly,
      Question<T> question)
      throws StepFailure, InterruptedException, SQLException {
    try (Connection connection = connections.open(target);
        StepContext.Registration _ = MariaDbConnections.endOnStop(connection, context)) {
      execute(connection, "set session max_statement_time = " + Math.max(1, longest.toSeconds()));
      execute(connection, "set session transaction read " + (readOnly ? "only" : "write"));
      connection.setAutoCommit(false);
      T answer = question.ask(connection);
      connection.rollback();
      return answer;
    } catch (SQLException failed) {
      context.throwIfStopped();
      throw failed;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
