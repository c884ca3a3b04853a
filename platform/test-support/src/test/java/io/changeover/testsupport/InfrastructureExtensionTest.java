package io.changeover.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.embedded.LocalDatabase;
import io.changeover.embedded.LocalPostgres;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@WithInfrastructure
@TestMethodOrder(MethodOrderer.MethodName.class)
class InfrastructureExtensionTest {
  private final LocalDatabase database;

  InfrastructureExtensionTest(LocalDatabase database) {
    this.database = database;
  }

  @Test
  void aFirstTestFindsAnEmptyDatabase() throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE mine (id int)");
    }
  }

  @Test
  void bTestsOfOneClassShareIt(LocalDatabase again, LocalPostgres postgres) throws Exception {
    assertThat(again).isEqualTo(database);
    assertThat(postgres).isSameAs(TestInfrastructure.postgres());
    try (Connection connection = again.connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("DROP TABLE mine")).isFalse();
    }
  }

  @Nested
  class Inside {
    @Test
    void nestedClassesShareItToo(LocalDatabase again) {
      assertThat(again).isEqualTo(database);
    }
  }

  @Test
  void freshNamesDiffer() {
    assertThat(TestInfrastructure.freshDatabase().name())
        .isNotEqualTo(TestInfrastructure.freshDatabase().name());
    TopicSpace one = TestInfrastructure.freshTopics();
    assertThat(one.name("x")).isNotEqualTo(TestInfrastructure.freshTopics().name("x"));
    assertThat(one.kafka().topicNames()).doesNotContain(one.name("x"));
    assertThat(one.topic("x")).isEqualTo(one.name("x"));
    assertThat(one.kafka().topicNames()).contains(one.name("x"));
  }
}
