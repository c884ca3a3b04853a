package io.changeover.kit.mariadb;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Opens connections to registered MariaDB databases. They are not pooled: a step opens what it
 * needs. Times are UTC within them, so that they are written alike everywhere.
 */
public final class MariaDbConnections {
  /** How long a server may take to answer a new connection. */
  public static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /**
   * How long a server may be silent within a statement before the connection counts as dead. Long,
   * because rebuilding a large table is silent too; a step that is stopped does not wait for it.
   */
  public static final Duration LONGEST_SILENCE = Duration.ofHours(6);

  private final Driver driver = new org.mariadb.jdbc.Driver();

  /**
   * Opens a connection to the target's database, in auto-commit mode.
   *
   * @throws StepFailure {@code target-unreachable}
   */
  public Connection open(MariaDbTarget target) throws StepFailure {
    return open(target, target.jdbcUrl(), target.database());
  }

  /**
   * Opens a connection that is in no database, in auto-commit mode.
   *
   * @throws StepFailure {@code target-unreachable}
   */
  public Connection openServer(MariaDbTarget target) throws StepFailure {
    return open(target, target.in("").jdbcUrl(), "");
  }

  private Connection open(MariaDbTarget target, String url, String database) throws StepFailure {
    try {
      Connection connection = driver.connect(url, properties(target));
      if (connection == null) {
        throw new SQLException("the driver does not know the URL");
      }
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

  private static Properties properties(MariaDbTarget target) {
    Properties properties = new Properties();
    properties.setProperty("user", target.username());
    properties.setProperty("password", target.password());
    properties.setProperty("connectTimeout", Long.toString(LONGEST_CONNECT.toMillis()));
    properties.setProperty("socketTimeout", Long.toString(LONGEST_SILENCE.toMillis()));
    properties.setProperty("tcpKeepAlive", "true");
    // A snapshot or a lock is held as long as the dump beside it takes, without a word; and whole
    // tables are read, whatever the server lets others' statements take.
    properties.setProperty(
        "sessionVariables", "time_zone='+00:00',wait_timeout=31536000,max_statement_time=0");
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
      connection.unwrap(org.mariadb.jdbc.Connection.class).cancelCurrentQuery();
      connection.abort(Runnable::run);
    } catch (SQLException unreachable) {
      throw new IllegalStateException("the statement could not be cancelled", unreachable);
    }
  }
}
