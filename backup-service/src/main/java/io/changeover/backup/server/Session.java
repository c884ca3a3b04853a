package io.changeover.backup.server;

import io.changeover.kit.step.StepContext.Registration;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A connection of an attempt. It breaks when the attempt is stopped. */
public final class Session implements AutoCloseable {
  private static final String NO_LIMITS =
      """
      select set_config(name, '0', true) from pg_settings
      where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
                     'transaction_timeout')
      """;

  private static final String NO_LIMITS_EVER =
      """
      select set_config(name, '0', false) from pg_settings
      where name in ('statement_timeout', 'idle_in_transaction_session_timeout',
                     'transaction_timeout', 'idle_session_timeout')
      """;

  private final Connection connection;
  private final Registration stopping;

  private Session(Connection connection, Registration stopping) {
    this.connection = connection;
    this.stopping = stopping;
  }

  /**
   * A session in which it does not count how long the server or the role lets statements take:
   * whole tables are read, and large databases dropped.
   */
  static Session unlimited(DatabaseTarget target, Connection connection, Registration stopping)
      throws StepFailure {
    Session session = new Session(connection, stopping);
    try {
      session.all(NO_LIMITS_EVER, row -> row.getString(1));
      return session;
    } catch (SQLException failed) {
      StepFailure told = ServerFailure.of(target, failed);
      try {
        session.close();
      } catch (SQLException alsoFailed) {
        told.addSuppressed(alsoFailed);
      }
      throw told;
    }
  }

  /** One row of an answer. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What reads and writes through plain JDBC. Stays this session's own. */
  public Connection connection() {
    return connection;
  }

  /** Runs one statement. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs statements as one transaction: all of them or none. */
  public void together(List<String> statements) throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (String sql : statements) {
        execute(sql);
      }
      connection.commit();
    } catch (SQLException failed) {
      rollBack(failed);
      throw failed;
    }
    connection.setAutoCommit(true);
  }

  private void rollBack(SQLException cause) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException alreadyBroken) {
      cause.addSuppressed(alreadyBroken);
    }
  }

  /**
   * From now on shows one moment and only reads, until it is closed. The server's own limits on
   * statements and transactions do not count: whole tables are read.
   */
  public Session atOneMoment() throws SQLException {
    connection.setAutoCommit(false);
    execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    all(NO_LIMITS, row -> row.getString(1));
    return this;
  }

  /** All rows of an answer. */
  public <T> List<T> all(String sql, Row<T> reader, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return readAll(statement, reader);
    }
  }

  private static <T> List<T> readAll(PreparedStatement statement, Row<T> reader)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(reader.read(rows));
      }
    }
    return found;
  }

  /** The first row of an answer, if it has one. */
  public <T> Optional<T> first(String sql, Row<T> reader, Object... parameters)
      throws SQLException {
    return all(sql, reader, parameters).stream().findFirst();
  }

  /** The first row of an answer that always has one. */
  public <T> T one(String sql, Row<T> reader, Object... parameters) throws SQLException {
    return first(sql, reader, parameters).orElseThrow(() -> new NoSuchElementException(sql));
  }

  @Override
  public void close() throws SQLException {
    stopping.close();
    connection.close();
  }
}
