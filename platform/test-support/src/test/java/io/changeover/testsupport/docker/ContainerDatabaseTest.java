package io.changeover.testsupport.docker;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.postgresql.PostgreSQLContainer;

@RequiresImage(ContainerDatabaseTest.IMAGE)
class ContainerDatabaseTest implements DatabaseContract {
  static final String IMAGE = "postgres:15";

  private static PostgreSQLContainer container;

  @BeforeAll
  static void start() {
    container = new PostgreSQLContainer(IMAGE);
    container.start();
  }

  @AfterAll
  static void stop() {
    container.stop();
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }
}
