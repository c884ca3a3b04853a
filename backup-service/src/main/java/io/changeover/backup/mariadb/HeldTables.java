package io.changeover.backup.mariadb;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.mariadb.MariaDbTable;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * All tables of a database while nobody writes to them: a read lock waits for transactions that
 * have written, so every snapshot that is taken while it is held shows the same.
 */
final class HeldTables implements AutoCloseable {
  /** A table that somebody writes to for longer is not waited for. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Connection connection;
  private final boolean transactional;
  private final AtomicBoolean held = new AtomicBoolean(true);

  private HeldTables(Connection connection, boolean transactional) {
    this.connection = connection;
    this.transactional = transactional;
  }

  /**
   * Locks all tables.
   *
   * @throws StepFailure {@code refused} for tables of which a dump would lack something
   */
  static HeldTables lock(MariaDbServer server) throws SQLException, StepFailure {
    Connection connection = server.open(server.target().database());
    try {
      throwIfVersioned(connection, server.target());
      MariaDbServer.execute(
          connection, "set session lock_wait_timeout = " + LONGEST_WAIT.toSeconds());
      List<String> tables =
          MariaDbServer.all(
              connection,
              "select TABLE_NAME from information_schema.TABLES where TABLE_SCHEMA = database() and TABLE_TYPE = 'BASE TABLE' order by 1",
              row -> row.getString(1));
      if (!tables.isEmpty()) {
        MariaDbServer.execute(
            connection,
            "lock tables "
                + tables.stream()
                    .map(table -> MariaDbTable.quoted(table) + " read")
                    .collect(Collectors.joining(", ")));
      }
      return new HeldTables(connection, others(connection).isEmpty());
    } catch (SQLException | StepFailure failed) {
      connection.close();
      throw failed;
    }
  }

  private static void throwIfVersioned(Connection connection, MariaDbTarget target)
      throws SQLException, StepFailure {
    List<String> versioned =
        MariaDbServer.all(
            connection,
            "select TABLE_NAME from information_schema.TABLES where TABLE_SCHEMA = database() and TABLE_TYPE = 'SYSTEM VERSIONED' order by 1",
            row -> row.getString(1));
    if (!versioned.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "%s has system-versioned tables (%s), whose history mariadb-dump leaves out."
              .formatted(target.name(), String.join(", ", versioned)),
          "Back this database up in another way, and waive the backup in the plan.");
    }
  }

  private static List<String> others(Connection connection) throws SQLException {
    return MariaDbServer.all(
        connection,
        "select TABLE_NAME from information_schema.TABLES where TABLE_SCHEMA = database() and TABLE_TYPE = 'BASE TABLE' and ENGINE <> 'InnoDB'",
        row -> row.getString(1));
  }

  /** Lets writers in, unless there are tables that a transaction does not protect. */
  void letGo() {
    if (transactional) {
      unlock();
    }
  }

  private void unlock() {
    if (held.getAndSet(false)) {
      try {
        MariaDbServer.execute(connection, "unlock tables");
      } catch (SQLException gone) {
        throw new IllegalStateException(
            "the session that held the tables has ended: " + gone.getMessage(), gone);
      }
    }
  }

  /** The server unlocks what a session held when it ends. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
