package io.changeover.migration.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.ServerDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Short looks at, and orders to, the database that is migrated; each on a connection of its own.
 */
@Component
final class TargetSql {
  /** Seen in pg_stat_activity; never starts like the tag of an attempt. */
  static final String APPLICATION_NAME = "changeover-migration";

  /**
   * What is asked here reads catalogues only. A lock on them is held by others for milliseconds.
   */
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(60);

  private final TargetConnections connections = new TargetConnections();

  /** Does something, each statement committed by itself. */
  <T> T ask(ServerDatabase database, Work<T> work) throws StepFailure, InterruptedException {
    return on(database, true, (sql, connection) -> work.on(sql));
  }

  /** Does something in one transaction. */
  <T> T transact(ServerDatabase database, Work<T> work) throws StepFailure, InterruptedException {
    return on(database, false, (sql, connection) -> work.on(sql));
  }

  /** Reads by means that take a connection. */
  <T> T read(ServerDatabase database, ConnectionWork<T> work)
      throws StepFailure, InterruptedException {
    return on(database, true, work);
  }

  /** The same database by another login. */
  static DatabaseTarget as(DatabaseTarget database, String username, String password) {
    return new DatabaseTarget(
        database.name(), database.host(), database.port(), database.database(), username, password);
  }

  private <T> T on(ServerDatabase server, boolean autoCommit, ConnectionWork<T> work)
      throws StepFailure, InterruptedException {
    DatabaseTarget database = (DatabaseTarget) server;
    try (Connection connection =
        connections.open(database, database.database(), APPLICATION_NAME, autoCommit)) {
      JdbcClient sql = client(connection);
      sql.sql("select set_config('statement_timeout', ?, false)")
          .param(Long.toString(LONGEST_STATEMENT.toMillis()))
          .query(String.class)
          .single();
      T result = work.on(sql, connection);
      if (!autoCommit) {
        connection.commit();
      }
      return result;
    } catch (SQLException | DataAccessException | StepFailure failed) {
      // The socket of an interrupted virtual thread closes: that is a stop, not a dead server.
      if (Thread.interrupted()) {
        throw new InterruptedException("the step was stopped");
      }
      throw failed instanceof StepFailure failure ? failure : failure(database, failed);
    }
  }

  private static JdbcClient client(Connection connection) {
    return JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }

  private static StepFailure failure(DatabaseTarget database, Exception cause) {
    boolean silent = SqlState.isSilence(cause);
    return new StepFailure(
        silent ? FailureCode.TARGET_UNREACHABLE : FailureCode.UNEXPECTED,
        "Database %s %s: %s"
            .formatted(database, silent ? "did not answer" : "refused", SqlState.message(cause)),
        "See that the server runs and that the user has its rights, then retry the step.",
        cause);
  }

  /** What is done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(JdbcClient sql) throws StepFailure, InterruptedException;
  }

  /** What is done on a connection by plain JDBC. */
  @FunctionalInterface
  interface ConnectionWork<T> {
    T on(JdbcClient sql, Connection connection)
        throws SQLException, StepFailure, InterruptedException;
  }
}
