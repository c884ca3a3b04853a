package io.changeover.backup.mariadb;

import io.changeover.backup.server.DatabaseProperties;
import io.changeover.contracts.FailureCode;
import io.changeover.kit.mariadb.MariaDbTable;
import io.changeover.kit.step.StepFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A database of this service's own while somebody works on it. A named lock says that he lives; it
 * goes when its session does, also by a crash.
 *
 * @param keeper the session that holds the lock
 */
record OwnDatabase(MariaDbServer server, String name, Connection keeper) implements AutoCloseable {
  /** How long the session of a dead attempt may take to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Takes the lock; a dead attempt that still holds it is ended. */
  static OwnDatabase take(MariaDbServer server, String name) throws SQLException, StepFailure {
    Connection keeper = server.openServer();
    OwnDatabase taken = new OwnDatabase(server, name, keeper);
    try {
      if (!lock(keeper, name, Duration.ZERO)) {
        String holder =
            MariaDbServer.one(
                keeper, "select coalesce(is_used_lock(%s), 0)".formatted(literal(name)));
        MariaDbServer.execute(keeper, "kill " + Long.parseLong(holder));
        taken.require(lock(keeper, name, PATIENCE));
      }
      return taken;
    } catch (SQLException | StepFailure failed) {
      keeper.close();
      throw failed;
    }
  }

  private void require(boolean locked) throws StepFailure {
    if (!locked) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The session of a dead attempt at the database %s does not end.".formatted(name),
          "End it at the server, then retry the step.");
    }
  }

  private static boolean lock(Connection connection, String name, Duration patience)
      throws SQLException {
    return MariaDbServer.one(
            connection, "select get_lock(%s, %d)".formatted(literal(name), patience.toSeconds()))
        .equals("1");
  }

  /** Creates it anew, empty. */
  void create(DatabaseProperties like) throws SQLException {
    MariaDbServer.drop(keeper, name);
    MariaDbServer.execute(
        keeper,
        "create database %s character set %s collate %s"
            .formatted(MariaDbTable.quoted(name), like.encoding(), like.collate()));
  }

  /** Drops it although the step may have been told to stop. */
  void drop() throws SQLException, StepFailure {
    server.anyway(connection -> MariaDbServer.drop(connection, name));
  }

  @Override
  public void close() throws SQLException {
    keeper.close();
  }

  /**
   * Drops databases of a prefix that nobody works on, and that carry no mark.
   *
   * @return their names
   */
  static List<String> dropLeftovers(Connection connection, String prefix) throws SQLException {
    List<String> dropped = new ArrayList<>();
    List<String> found =
        MariaDbServer.all(
            connection,
            "select SCHEMA_NAME from information_schema.SCHEMATA where SCHEMA_COMMENT = '' and left(SCHEMA_NAME, %d) = %s"
                .formatted(prefix.length(), literal(prefix)),
            row -> row.getString(1));
    for (String name : found) {
      if (dropUnused(connection, name, String::isEmpty)) {
        dropped.add(name);
      }
    }
    return dropped;
  }

  /**
   * Drops a database that nobody works on. Whoever held the lock until now may have finished and
   * marked it meanwhile, so its comment is read when the lock is held.
   *
   * @param over by the comment
   */
  static boolean dropUnused(Connection connection, String name, Predicate<String> over)
      throws SQLException {
    if (!lock(connection, name, Duration.ZERO)) {
      return false;
    }
    try {
      boolean drop =
          MariaDbServer.all(
                  connection,
                  "select SCHEMA_COMMENT from information_schema.SCHEMATA where SCHEMA_NAME = "
                      + literal(name),
                  row -> row.getString(1))
              .stream()
              .anyMatch(over);
      if (drop) {
        MariaDbServer.drop(connection, name);
      }
      return drop;
    } finally {
      MariaDbServer.execute(connection, "do release_lock(%s)".formatted(literal(name)));
    }
  }

  private static String literal(String text) {
    return MariaDbServer.literal(text);
  }
}
