package io.changeover.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.backup.Bench;
import io.changeover.backup.TestDatabase;
import io.changeover.backup.restore.Standing.Stage;
import io.changeover.backup.server.Quoted;
import io.changeover.backup.server.Servers;
import io.changeover.backup.server.Session;
import io.changeover.testsupport.TestInfrastructure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each stage that an attempt may find after a crash, driven directly on a real server. */
class SwapTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  @TempDir Path directory;
  private TestDatabase old;
  private Bench bench;
  private Session session;
  private Swap swap;
  private String copy;
  private String kept;

  @BeforeEach
  void prepare() throws Exception {
    old = TestDatabase.create("The \"Shop\"");
    bench = new Bench(directory, old);
    old.run("CREATE TABLE who (name text)", "INSERT INTO who VALUES ('old')");
    session = bench.part(Servers.class).administer(old.target(Bench.NAME));
    copy = "restore_%s_x".formatted(old.unique());
    kept = old.name() + "_replaced_20260131_100000";
    swap = new Swap(session, old.name(), copy, new Marks(old.unique()));
  }

  @AfterEach
  void drop() throws Exception {
    session.close();
    bench.close();
    old.close();
  }

  private void copied(boolean compared) throws SQLException {
    session.execute("CREATE DATABASE " + copy);
    try (Connection connection = old.connect(copy);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE who (name text)");
      statement.execute("INSERT INTO who VALUES ('copy')");
    }
    if (compared) {
      session.execute(
          "COMMENT ON DATABASE %s IS '%s'".formatted(copy, swap.marks().restored() + " from"));
    }
  }

  private void rename(String from, String to) throws SQLException {
    session.execute(
        "ALTER DATABASE %s RENAME TO %s".formatted(Quoted.identifier(from), Quoted.identifier(to)));
  }

  private void assertSwapped(Standing standing) throws SQLException {
    assertThat(standing.stage()).isEqualTo(Stage.SWAPPED);
    assertThat(old.ask("SELECT name FROM who")).containsExactly("copy");
    assertThat(old.databases()).containsExactlyInAnyOrder(old.name(), kept);
    try (Connection connection = old.connect(kept);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("DELETE FROM who"))
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void theCopyTakesTheNameFromUnderConnectedClients() throws Exception {
    copied(true);
    assertThat(swap.standing().stage()).isEqualTo(Stage.RESTORED);
    try (Connection client = old.connect()) {
      assertSwapped(swap.finish(NOW));
      assertThatThrownBy(() -> client.createStatement().execute("SELECT 1")).isNotNull();
    }
    assertSwapped(swap.finish(NOW.plusSeconds(60)));
  }

  @Test
  void afterACrashWithTheOldOneBlockedItGoesOn() throws Exception {
    copied(true);
    session.execute(
        "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(Quoted.identifier(old.name())));
    assertThat(swap.standing().stage()).isEqualTo(Stage.RESTORED);
    assertSwapped(swap.finish(NOW));
  }

  @Test
  void afterACrashRightAfterTheSwapTheReplacedOneBecomesReadOnly() throws Exception {
    copied(true);
    session.execute(
        "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(Quoted.identifier(old.name())));
    session.execute(
        "COMMENT ON DATABASE %s IS '%s'"
            .formatted(Quoted.identifier(old.name()), swap.marks().replaced()));
    rename(old.name(), kept);
    assertThat(swap.standing().stage()).isEqualTo(Stage.VACANT);
    rename(copy, old.name());
    assertThat(swap.standing().stage()).isEqualTo(Stage.SWAPPED);
    assertSwapped(swap.recover());
  }

  @Test
  void aVacantNameGoesToTheCopy() throws Exception {
    copied(true);
    session.execute(
        "COMMENT ON DATABASE %s IS '%s'"
            .formatted(Quoted.identifier(old.name()), swap.marks().replaced()));
    rename(old.name(), kept);
    assertThat(swap.standing().stage()).isEqualTo(Stage.VACANT);
    assertSwapped(swap.finish(NOW));
  }

  @Test
  void withoutACopyTheReplacedOneGetsItsNameBack() throws Exception {
    copied(false);
    assertThat(swap.standing().stage()).isEqualTo(Stage.NOTHING);
    session.execute(
        "COMMENT ON DATABASE %s IS '%s'"
            .formatted(Quoted.identifier(old.name()), swap.marks().replaced()));
    rename(old.name(), kept);
    assertThat(swap.standing().stage()).isEqualTo(Stage.NAMELESS);
    swap.giveBack(kept);
    assertThat(swap.standing().stage()).isEqualTo(Stage.NOTHING);
    assertThat(old.ask("SELECT name FROM who")).containsExactly("old");
  }

  @Test
  void aSessionThatMayNotBeEndedLeavesEverythingAsItWas() throws Exception {
    copied(true);
    try (Connection guest = asSuperuser()) {
      assertThatThrownBy(() -> swap.finish(NOW))
          .hasMessageContaining("the session of the user 'postgres' cannot be ended");
      assertThat(guest.createStatement().executeQuery("SELECT name FROM who").next()).isTrue();
    }
    assertThat(swap.recover().stage()).isEqualTo(Stage.RESTORED);
    assertThat(old.ask("SELECT name FROM who")).containsExactly("old");
    assertThat(old.databases()).containsExactlyInAnyOrder(old.name(), copy);
  }

  private Connection asSuperuser() throws SQLException {
    var admin = TestInfrastructure.postgres().database("postgres");
    return java.sql.DriverManager.getConnection(
        old.target(Bench.NAME).jdbcUrl(), admin.username(), admin.password());
  }
}
