package io.changeover.validation.postgres;

import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.validation.Steps;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of the tests' server, as a registered target. */
record RegisteredDatabase(LocalDatabase database) {
  DatabaseTarget target() {
    URI url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    return new DatabaseTarget(
        Steps.DB_NAME,
        url.getHost(),
        url.getPort(),
        database.name(),
        database.username(),
        database.password());
  }

  ReadOnlyDatabase readOnly() {
    return new ReadOnlyDatabase(Steps.database(target()), new TargetConnections());
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
