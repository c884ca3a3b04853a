package io.changeover.testsupport.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the product relies on in PostgreSQL, wherever the server comes from. */
interface DatabaseContract {
  Connection connect() throws SQLException;

  @BeforeEach
  default void createJobs() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS job");
      statement.execute("CREATE TABLE job (id int PRIMARY KEY, target text, live boolean)");
      statement.execute("CREATE UNIQUE INDEX one_live ON job (target) WHERE live");
      statement.execute("INSERT INTO job VALUES (1, 'a', true), (2, 'b', true)");
    }
  }

  @Test
  default void twoWorkersNeverClaimTheSameRow() throws SQLException {
    try (Connection one = connect();
        Connection two = connect()) {
      one.setAutoCommit(false);
      two.setAutoCommit(false);
      String claim = "SELECT id FROM job ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED";
      assertThat(number(one, claim)).isEqualTo(1);
      assertThat(number(two, claim)).isEqualTo(2);
    }
  }

  @Test
  default void atMostOneLiveRowPerTarget() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO job VALUES (3, 'a', false)");
      assertThatThrownBy(() -> statement.execute("INSERT INTO job VALUES (4, 'a', true)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getInt(1);
    }
  }
}
