package io.changeover.migration.sql.postgres;

import io.changeover.migration.sql.Change;
import io.changeover.migration.sql.SqlDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The table changeover_sql_ledger. It is there only while it has rows. */
final class Ledger {
  private static final String CREATE =
      """
      create table if not exists %s (
        number     bigint generated always as identity primary key,
        version    text not null unique,
        file       text not null,
        checksum   text not null,
        applied_at timestamptz not null default now()
      )
      """
          .formatted(SqlDatabase.LEDGER);

  private Ledger() {}

  /** Writes what a change means, in the connection's transaction or by itself. */
  static void write(Connection connection, Change change) throws SQLException {
    if (change.back()) {
      remove(connection, change.version());
    } else {
      add(connection, change);
    }
  }

  private static void add(Connection connection, Change change) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.execute(CREATE);
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into %s (version, file, checksum) values (?, ?, ?) on conflict (version) do nothing"
                .formatted(SqlDatabase.LEDGER))) {
      insert.setString(1, change.version());
      insert.setString(2, change.script().name());
      insert.setString(3, change.script().checksum());
      insert.executeUpdate();
    }
  }

  /** A schema that is as before has no empty ledger either. */
  private static void remove(Connection connection, String version) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from %s where version = ?".formatted(SqlDatabase.LEDGER))) {
      delete.setString(1, version);
      delete.executeUpdate();
    }
    if (newest(connection).isEmpty()) {
      try (Statement drop = connection.createStatement()) {
        drop.execute("drop table " + SqlDatabase.LEDGER);
      }
    }
  }

  static String newest(Connection connection) throws SQLException {
    return isThere(connection)
        ? Answers.first(
                connection,
                "select version from %s order by number desc limit 1".formatted(SqlDatabase.LEDGER))
            .orElse("")
        : "";
  }

  static Optional<String> checksum(Connection connection, String version) throws SQLException {
    return isThere(connection)
        ? Answers.first(
            connection,
            "select checksum from %s where version = ?".formatted(SqlDatabase.LEDGER),
            version)
        : Optional.empty();
  }

  private static boolean isThere(Connection connection) throws SQLException {
    return Answers.first(connection, "select to_regclass(?)::text", SqlDatabase.LEDGER).isPresent();
  }
}
