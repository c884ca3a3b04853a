package io.changeover.backup;

import io.changeover.backup.server.Quoted;
import io.changeover.contracts.TargetName;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.testsupport.TestInfrastructure;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** A database that belongs to a user of its own, who is no superuser. Dropped at the end. */
public final class TestDatabase implements AutoCloseable {
  /** With what a password file, a URL, a shell or SQL would take for its own. */
  static final String PASSWORD = "s3cret 'of' \"the\" own:er? 100%20 \\ $HOME & ü";

  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final LocalDatabase admin = TestInfrastructure.postgres().database("postgres");
  private final String name;

  private TestDatabase(String name, String rights) throws SQLException {
    this.name = unique + name;
    asAdmin("CREATE ROLE " + owner() + " LOGIN PASSWORD " + Quoted.literal(PASSWORD) + rights);
    asAdmin("CREATE DATABASE " + Quoted.identifier(this.name) + " OWNER " + owner());
  }

  /** Its owner may create databases. */
  public static TestDatabase create(String name) throws SQLException {
    return new TestDatabase(name, " CREATEDB");
  }

  /** Its owner may not create databases. */
  public static TestDatabase withFewRights(String name) throws SQLException {
    return new TestDatabase(name, "");
  }

  public String name() {
    return name;
  }

  public String unique() {
    return unique;
  }

  public String owner() {
    return "owner_" + unique;
  }

  public DatabaseTarget target(TargetName registered) {
    int port = URI.create(admin.jdbcUrl().substring("jdbc:".length())).getPort();
    return new DatabaseTarget(registered, "127.0.0.1", port, name, owner(), PASSWORD);
  }

  /** As the owner, in this database or another one. */
  public Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", owner());
    properties.setProperty("password", PASSWORD);
    return DriverManager.getConnection(target(Bench.NAME).jdbcUrl(database), properties);
  }

  public Connection connect() throws SQLException {
    return connect(name);
  }

  public void run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  public void asAdmin(String... statements) throws SQLException {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of an answer, as the owner. */
  public List<String> ask(String sql) throws SQLException {
    try (Connection connection = connect()) {
      return first(connection, sql);
    }
  }

  /** The first column of an answer about the server. */
  public List<String> askServer(String sql) throws SQLException {
    try (Connection connection = admin.connect()) {
      return first(connection, sql);
    }
  }

  private static List<String> first(Connection connection, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** All databases of this test, by name. */
  public List<String> databases() throws SQLException {
    return askServer(
        "select datname from pg_database where strpos(datname, '%s') > 0 order by 1"
            .formatted(unique));
  }

  @Override
  public void close() throws SQLException {
    for (String left : databases()) {
      TestInfrastructure.postgres().dropDatabase(left);
    }
    asAdmin("DROP ROLE " + owner());
  }
}
