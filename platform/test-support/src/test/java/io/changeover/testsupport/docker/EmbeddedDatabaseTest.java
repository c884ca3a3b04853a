package io.changeover.testsupport.docker;

import io.changeover.embedded.LocalDatabase;
import io.changeover.testsupport.WithInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;

@WithInfrastructure
class EmbeddedDatabaseTest implements DatabaseContract {
  private final LocalDatabase database;

  EmbeddedDatabaseTest(LocalDatabase database) {
    this.database = database;
  }

  @Override
  public Connection connect() throws SQLException {
    return database.connect();
  }
}
