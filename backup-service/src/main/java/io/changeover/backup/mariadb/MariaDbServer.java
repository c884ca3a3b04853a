package io.changeover.backup.mariadb;

import io.changeover.backup.server.Attempt;
import io.changeover.backup.server.CleaningUp;
import io.changeover.contracts.Progress;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.mariadb.MariaDbTable;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The server of a target, for one worker's try at a command. */
record MariaDbServer(
    StepCommand command,
    MariaDbTarget target,
    StepContext context,
    MariaDbConnections connections) {

  /** What is done on a connection. */
  @FunctionalInterface
  interface Work {
    void on(Connection connection) throws SQLException, StepFailure;
  }

  /** A row of an answer. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Names the command in 24 hexadecimal digits; all attempts at it have the same. */
  String key() {
    return Attempt.keyOf(command);
  }

  /** A connection to a database of the server. */
  Connection open(String database) throws StepFailure {
    return connections.open(target.in(database));
  }

  /** A connection that is in no database. */
  Connection openServer() throws StepFailure {
    return connections.openServer(target);
  }

  /** Does something although the step was told to stop. */
  void anyway(Work work) throws SQLException, StepFailure {
    CleaningUp.anyway(() -> {
      try (Connection connection = openServer()) {
        work.on(connection);
      }
    });
  }

  void tell(String what) {
    context.progress(new Progress(0, 0, "steps", what));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static <T> List<T> all(Connection connection, String sql, Row<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(reader.read(rows));
      }
    }
    return found;
  }

  /** The first column of the only row. */
  static String one(Connection connection, String sql) throws SQLException {
    return String.valueOf(all(connection, sql, row -> row.getString(1)).getFirst());
  }

  /** A text in SQL; names that are made here hold nothing to escape. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  static void drop(Connection connection, String database) throws SQLException {
    execute(connection, "drop database if exists " + MariaDbTable.quoted(database));
  }
}
