package io.changeover.backup.mariadb;

import io.changeover.kit.mariadb.MariaDbTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a database defines beside its tables: routines, views, triggers and events. A rename moves
 * none of them from one database to another, so they are kept as statements, in a table of their
 * own, and made again.
 */
final class Definitions {
  /** Holds the statements; no table of the user's. */
  static final String TABLE = "changeover_definitions";

  /** In an order in which they can be made. */
  private enum Kind {
    FUNCTION(
        "select ROUTINE_NAME from information_schema.ROUTINES where ROUTINE_SCHEMA = database() and ROUTINE_TYPE = 'FUNCTION' order by 1"),
    PROCEDURE(
        "select ROUTINE_NAME from information_schema.ROUTINES where ROUTINE_SCHEMA = database() and ROUTINE_TYPE = 'PROCEDURE' order by 1"),
    VIEW(
        "select TABLE_NAME from information_schema.VIEWS where TABLE_SCHEMA = database() order by 1"),
    TRIGGER(
        "select TRIGGER_NAME from information_schema.TRIGGERS where TRIGGER_SCHEMA = database() order by EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER"),
    EVENT(
        "select EVENT_NAME from information_schema.EVENTS where EVENT_SCHEMA = database() order by 1");

    private final String names;

    Kind(String names) {
      this.names = names;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One statement.
   *
   * @param mode the SQL mode in which it means what it meant
   */
  private record Definition(Kind kind, String name, String mode, String statement) {}

  private Definitions() {}

  /**
   * Keeps the definitions of a database, unless they are kept already.
   *
   * @param of a connection in the database that has them
   * @param in the database that gets the table
   */
  static void keep(Connection of, String in) throws SQLException {
    String table = MariaDbTable.quoted(in) + "." + MariaDbTable.quoted(TABLE);
    MariaDbServer.execute(
        of,
        "create table if not exists %s (number int auto_increment primary key, kind varchar(20) not null, name varchar(64) not null, mode text not null, statement longtext not null) engine = InnoDB default charset utf8mb4"
            .formatted(table));
    if (!MariaDbServer.one(of, "select count(*) from " + table).equals("0")) {
      return;
    }
    of.setAutoCommit(false);
    try (PreparedStatement insert =
        of.prepareStatement(
            "insert into %s (kind, name, mode, statement) values (?, ?, ?, ?)".formatted(table))) {
      for (Definition each : read(of)) {
        insert.setString(1, each.kind().name());
        insert.setString(2, each.name());
        insert.setString(3, each.mode());
        insert.setString(4, each.statement());
        insert.executeUpdate();
      }
      of.commit();
    } finally {
      of.setAutoCommit(true);
    }
  }

  private static List<Definition> read(Connection of) throws SQLException {
    List<Definition> found = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (String name : MariaDbServer.all(of, kind.names, row -> row.getString(1))) {
        found.add(read(of, kind, name));
      }
    }
    return found;
  }

  /** Views have no mode of their own. */
  private static Definition read(Connection of, Kind kind, String name) throws SQLException {
    String show = "show create %s %s".formatted(kind.word(), MariaDbTable.quoted(name));
    try (Statement statement = of.createStatement();
        ResultSet row = statement.executeQuery(show)) {
      row.next();
      return switch (kind) {
        case VIEW -> new Definition(kind, name, "", row.getString("Create View"));
        case TRIGGER ->
            new Definition(
                kind, name, row.getString("sql_mode"), row.getString("SQL Original Statement"));
        case FUNCTION ->
            new Definition(kind, name, row.getString("sql_mode"), row.getString("Create Function"));
        case PROCEDURE ->
            new Definition(
                kind, name, row.getString("sql_mode"), row.getString("Create Procedure"));
        case EVENT ->
            new Definition(kind, name, row.getString("sql_mode"), row.getString("Create Event"));
      };
    }
  }

  /** Drops everything that the connection's database defines beside its tables. */
  static void drop(Connection connection) throws SQLException {
    for (Kind kind : Kind.values()) {
      for (String name : MariaDbServer.all(connection, kind.names, row -> row.getString(1))) {
        MariaDbServer.execute(
            connection, "drop %s if exists %s".formatted(kind.word(), MariaDbTable.quoted(name)));
      }
    }
  }

  /**
   * Makes what is kept, in the connection's database; what is there of it already is made anew.
   * Views may need each other, so they are tried until none is left or none can be made.
   *
   * @param kept the database that has the table
   */
  static void make(Connection connection, String kept) throws SQLException {
    List<Definition> left =
        MariaDbServer.all(
            connection,
            "select kind, name, mode, statement from %s.%s order by number"
                .formatted(MariaDbTable.quoted(kept), MariaDbTable.quoted(TABLE)),
            row ->
                new Definition(
                    Kind.valueOf(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4)));
    while (!left.isEmpty()) {
      List<Definition> open = new ArrayList<>();
      SQLException why = null;
      for (Definition each : left) {
        try {
          make(connection, each);
        } catch (SQLException notYet) {
          why = notYet;
          open.add(each);
        }
      }
      if (why != null && open.size() == left.size()) {
        throw why;
      }
      left = open;
    }
  }

  private static void make(Connection connection, Definition definition) throws SQLException {
    String mode = MariaDbServer.literal(definition.mode());
    MariaDbServer.execute(
        connection,
        "drop %s if exists %s"
            .formatted(definition.kind().word(), MariaDbTable.quoted(definition.name())));
    try (Statement statement = connection.createStatement()) {
      statement.execute("set session sql_mode = " + mode);
      statement.execute(definition.statement());
    } finally {
      MariaDbServer.execute(connection, "set session sql_mode = default");
    }
  }
}
