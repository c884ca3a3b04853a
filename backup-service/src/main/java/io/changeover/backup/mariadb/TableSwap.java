package io.changeover.backup.mariadb;

import io.changeover.kit.mariadb.MariaDbTable;
import io.changeover.kit.step.StepFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a restored copy's tables the place of the live ones. MariaDB cannot rename a database, but
 * one RENAME TABLE moves any number of tables between databases, all or none, also when the server
 * dies meanwhile; foreign keys move with their tables. What is not a table is dropped before and
 * made again after it. How far it has come is read from the server, so an attempt after a crash at
 * any point goes on:
 *
 * <pre>
 * copy          kept          what is done
 * unmarked      any           the copy is dropped and restored anew
 * with tables   none, marked  definitions are kept and dropped, all tables renamed, and on
 * without       marked        definitions of the copy are made in the live database; copy dropped
 * none          marked        nothing: it is done
 * </pre>
 *
 * @param copy the restored, compared and marked database
 * @param empty whether the backup has no tables at all
 */
record TableSwap(MariaDbServer server, String copy, boolean empty) {
  /** A table that somebody works on for longer is not waited for. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final int LONGEST_NAME = 64;
  private static final int NO_SUCH_SESSION = 1094;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

  /** Marks a copy that was compared; from then on it is worth keeping. */
  void mark(Connection connection, Instant now) throws SQLException {
    MariaDbServer.execute(
        connection,
        "alter database %s comment = %s"
            .formatted(
                MariaDbTable.quoted(copy),
                MariaDbServer.literal("[changeover restored %s] at %s".formatted(key(), now))));
  }

  private String key() {
    return server.key();
  }

  private String live() {
    return server.target().database();
  }

  boolean isRestored(Connection connection) throws SQLException {
    return marked(connection, "restored").isPresent();
  }

  /** The database that holds the replaced tables. */
  Optional<String> kept(Connection connection) throws SQLException {
    return marked(connection, "replaced");
  }

  private Optional<String> marked(Connection connection, String word) throws SQLException {
    String mark = "[changeover %s %s]".formatted(word, key());
    return MariaDbServer.all(
            connection,
            "select SCHEMA_NAME from information_schema.SCHEMATA where left(SCHEMA_COMMENT, %d) = %s"
                .formatted(mark.length(), MariaDbServer.literal(mark)),
            row -> row.getString(1))
        .stream()
        .findFirst();
  }

  /** Does what is left to do, however far an earlier attempt came. */
  void finish(Instant now) throws SQLException, StepFailure {
    try (Connection connection = server.open(live())) {
      MariaDbServer.execute(
          connection, "set session lock_wait_timeout = " + LONGEST_WAIT.toSeconds());
      if (!isRestored(connection)) {
        return;
      }
      String kept = keep(connection, now);
      if (!tables(connection, copy).isEmpty() || (empty && !tables(connection, live()).isEmpty())) {
        replace(connection, kept);
      }
      Definitions.make(connection, copy);
      MariaDbServer.drop(connection, copy);
    }
  }

  private String keep(Connection connection, Instant now) throws SQLException {
    Optional<String> before = kept(connection);
    if (before.isPresent()) {
      return before.get();
    }
    String suffix = "_replaced_" + STAMP.format(now);
    String base = live();
    String name =
        base.substring(0, Math.min(base.length(), LONGEST_NAME - suffix.length())) + suffix;
    MariaDbServer.execute(
        connection,
        "create database %s comment = %s"
            .formatted(
                MariaDbTable.quoted(name),
                MariaDbServer.literal("[changeover replaced %s] at %s".formatted(key(), now))));
    return name;
  }

  /** What fails here leaves the live database as it was. */
  private void replace(Connection connection, String kept) throws SQLException, StepFailure {
    try (Connection ofCopy = server.open(copy)) {
      Definitions.keep(ofCopy, copy);
      Definitions.drop(ofCopy);
    }
    Definitions.keep(connection, kept);
    Definitions.drop(connection);
    try {
      endSessions(connection);
      String moves = moves(connection, kept);
      if (!moves.isEmpty()) {
        MariaDbServer.execute(connection, "rename table " + moves);
      }
    } catch (SQLException failed) {
      server.anyway(recovery -> recover(kept));
      throw failed;
    }
  }

  private void recover(String kept) throws SQLException, StepFailure {
    try (Connection connection = server.open(live())) {
      if (!tables(connection, copy).isEmpty()) {
        Definitions.make(connection, kept);
        MariaDbServer.drop(connection, kept);
      }
    }
  }

  private String moves(Connection connection, String kept) throws SQLException {
    List<String> moves = new ArrayList<>();
    for (String table : tables(connection, live())) {
      moves.add(move(live(), kept, table));
    }
    for (String table : tables(connection, copy)) {
      moves.add(move(copy, live(), table));
    }
    return String.join(", ", moves);
  }

  private static String move(String from, String to, String table) {
    String name = MariaDbTable.quoted(table);
    return "%s.%s to %s.%s"
        .formatted(MariaDbTable.quoted(from), name, MariaDbTable.quoted(to), name);
  }

  private static List<String> tables(Connection connection, String database) throws SQLException {
    return MariaDbServer.all(
        connection,
        "select TABLE_NAME from information_schema.TABLES where TABLE_SCHEMA = %s and TABLE_TYPE in ('BASE TABLE', 'SEQUENCE', 'SYSTEM VERSIONED') and TABLE_NAME <> '%s' order by 1"
            .formatted(MariaDbServer.literal(database), Definitions.TABLE),
        row -> row.getString(1));
  }

  /** A transaction of an application would hold the rename up; it comes back to the new tables. */
  private void endSessions(Connection connection) throws SQLException {
    List<Long> others =
        MariaDbServer.all(
            connection,
            "select ID from information_schema.PROCESSLIST where DB in (%s, %s) and ID <> connection_id()"
                .formatted(MariaDbServer.literal(live()), MariaDbServer.literal(copy)),
            row -> row.getLong(1));
    for (Long session : others) {
      try {
        MariaDbServer.execute(connection, "kill " + session);
      } catch (SQLException failed) {
        if (failed.getErrorCode() != NO_SUCH_SESSION) {
          throw failed;
        }
      }
    }
  }
}
