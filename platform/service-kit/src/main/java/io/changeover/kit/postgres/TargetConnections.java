package io.changeover.kit.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGConnection;

/** Opens connections to registered databases. They are not pooled: a step opens what it needs. */
public final class TargetConnections {
  /** How long a server may take to answer a new connection. */
  public static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /**
   * How long a server may be silent within a statement before the connection counts as dead. Long,
   * because rewriting a large table is silent too; a step that is stopped does not wait for it.
   */
  public static final Duration LONGEST_SILENCE = Duration.ofHours(6);

  private final Driver driver = new org.postgresql.Driver();

  /** Opens a connection to the target's database, in auto-commit mode. */
  public Connection open(DatabaseTarget target, String applicationName) throws StepFailure {
    return open(target, target.database(), applicationName, true);
  }

  /**
   * Opens a connection.
   *
   * @param database any database of the target's server
   * @param applicationName shown in the server's pg_stat_activity; tells attempts apart
   * @throws StepFailure {@code target-unreachable}
   */
  public Connection open(
      DatabaseTarget target, String database, String applicationName, boolean autoCommit)
      throws StepFailure {
    try {
      Connection connection =
          driver.connect(target.jdbcUrl(database), properties(target, applicationName));
      if (connection == null) {
        throw new SQLException("the driver does not know the URL");
      }
      connection.setAutoCommit(autoCommit);
      return connection;
    } catch (SQLException refused) {
      throw new StepFailure(
          FailureCode.TARGET_UNREACHABLE,
          "No connection to database %s of %s: %s"
              .formatted(database, target, refused.getMessage()),
          "See that the server runs, that the database exists and that the user name and password are right, then retry the step.",
          refused);
    }
  }

  private static Properties properties(DatabaseTarget target, String applicationName) {
    Properties properties = new Properties();
    properties.setProperty("user", target.username());
    properties.setProperty("password", target.password());
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("connectTimeout", Long.toString(LONGEST_CONNECT.toSeconds()));
    properties.setProperty("loginTimeout", Long.toString(LONGEST_CONNECT.toSeconds()));
    properties.setProperty("socketTimeout", Long.toString(LONGEST_SILENCE.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  /**
   * Sees to it that a stopped step's statement ends on the server too. Close the registration
   * before the connection.
   */
  public static StepContext.Registration endOnStop(Connection connection, StepContext context) {
    return context.onStop(() -> end(connection));
  }

  /** A dropped connection alone would leave the statement running until it next writes. */
  private static void end(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
      connection.abort(Runnable::run);
    } catch (SQLException unreachable) {
      throw new IllegalStateException("the statement could not be cancelled", unreachable);
    }
  }
}
