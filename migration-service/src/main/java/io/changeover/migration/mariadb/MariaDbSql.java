package io.changeover.migration.mariadb;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Short looks at, and orders to, a MariaDB server; each on a connection of its own. */
@Component
final class MariaDbSql {
  /** What is asked here reads catalogues only, or makes and ends accounts. */
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(60);

  private final MariaDbConnections connections = new MariaDbConnections();

  /** Does something in the target's database. */
  <T> T ask(MariaDbTarget database, Work<T> work) throws StepFailure, InterruptedException {
    return on(database, connections.open(database), work);
  }

  /** Does something in no database, for which accounts need no right. */
  <T> T askServer(MariaDbTarget database, Work<T> work) throws StepFailure, InterruptedException {
    return on(database, connections.openServer(database), work);
  }

  private static <T> T on(MariaDbTarget database, Connection opened, Work<T> work)
      throws StepFailure, InterruptedException {
    try (Connection connection = opened) {
      JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      sql.sql("set session max_statement_time = " + LONGEST_STATEMENT.toSeconds()).update();
      return work.on(sql, connection);
    } catch (SQLException | DataAccessException | StepFailure failed) {
      // The socket of an interrupted virtual thread closes: that is a stop, not a dead server.
      if (Thread.interrupted()) {
        throw new InterruptedException("the step was stopped");
      }
      throw failed instanceof StepFailure failure ? failure : failure(database, failed);
    }
  }

  private static StepFailure failure(MariaDbTarget database, Exception cause) {
    @Nullable SQLException error = bottom(cause);
    String state = error == null || error.getSQLState() == null ? "" : error.getSQLState();
    boolean silent = state.isEmpty() || state.startsWith("08");
    return new StepFailure(
        silent ? FailureCode.TARGET_UNREACHABLE : FailureCode.UNEXPECTED,
        "Database %s %s: %s"
            .formatted(
                database,
                silent ? "did not answer" : "refused",
                error == null ? cause.getMessage() : error.getMessage()),
        "See that the server runs and that the user has its rights, then retry the step.",
        cause);
  }

  /** MariaDB's number of the error at the bottom of a failure; 0 when there is none. */
  static int errorOf(Throwable failure) {
    @Nullable SQLException error = bottom(failure);
    return error == null ? 0 : error.getErrorCode();
  }

  private static @Nullable SQLException bottom(Throwable failure) {
    @Nullable SQLException bottom = null;
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException error) {
        bottom = error;
      }
    }
    return bottom;
  }

  /** What is done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(JdbcClient sql, Connection connection)
        throws SQLException, StepFailure, InterruptedException;
  }
}
