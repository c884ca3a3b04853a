package io.changeover.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Creates and drops the databases of one server. */
final class PostgresDatabases {
  private static final String ALREADY_THERE = "42P04";
  private static final String MAINTENANCE = "postgres";

  private final int port;
  private final PostgresCredentials credentials;

  PostgresDatabases(int port, PostgresCredentials credentials) {
    this.port = port;
    this.credentials = credentials;
  }

  LocalDatabase named(String name) {
    String address = "127.0.0.1:" + port + "/" + name;
    return new LocalDatabase(
        name,
        "jdbc:postgresql://" + address,
        "postgresql://" + PostgresCredentials.ADMINISTRATOR + "@" + address,
        PostgresCredentials.ADMINISTRATOR,
        credentials.password(),
        credentials.passFile());
  }

  LocalDatabase createFresh() {
    return create("db_" + UUID.randomUUID().toString().replace("-", ""));
  }

  LocalDatabase create(String name) {
    try {
      execute("CREATE DATABASE " + quoted(name));
    } catch (SQLException e) {
      throw new EmbeddedStartException("cannot create database " + name, e);
    }
    return named(name);
  }

  LocalDatabase createIfMissing(String name) {
    try {
      execute("CREATE DATABASE " + quoted(name));
    } catch (SQLException e) {
      if (!ALREADY_THERE.equals(e.getSQLState())) {
        throw new EmbeddedStartException("cannot create database " + name, e);
      }
    }
    return named(name);
  }

  void drop(String name) {
    try {
      execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new EmbeddedStartException("cannot drop database " + name, e);
    }
  }

  private void execute(String sql) throws SQLException {
    LocalDatabase maintenance = named(MAINTENANCE);
    try (Connection connection =
            DriverManager.getConnection(
                maintenance.jdbcUrl(), maintenance.username(), maintenance.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
