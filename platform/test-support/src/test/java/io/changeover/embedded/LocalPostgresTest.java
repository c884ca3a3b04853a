package io.changeover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.testsupport.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
  /** One for all: creating a cluster is what takes the time. */
  @TempDir static Path directory;

  @Test
  void keepsItsDataFromRunToRun() throws Exception {
    try (LocalPostgres first = LocalPostgres.start(PostgresOptions.keptIn(directory))) {
      execute(first.createDatabaseIfMissing("kept"), "CREATE TABLE t AS SELECT 42 AS answer");
    }
    try (LocalPostgres second = LocalPostgres.start(PostgresOptions.keptIn(directory))) {
      assertThat(ask(second.database("kept"), "SELECT answer FROM t")).isEqualTo("42");
    }
  }

  @Test
  void isDurableAndReachableWithThePasswordOnly() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(PostgresOptions.keptIn(directory))) {
      LocalDatabase database = postgres.createDatabase();
      assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(database, "SHOW max_connections")).isEqualTo("200");
      assertThat(ask(database, "SHOW server_version")).startsWith("15.");
      assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database.passFile())))
          .isEqualTo("rw-------");
      assertThat(database.toString()).doesNotContain(database.password());
    }
  }

  @Test
  void removesAServerWhoseOwnerIsGone() throws Exception {
    long leftover = leaveServerBehind();

    try (LocalPostgres postgres = LocalPostgres.start(PostgresOptions.keptIn(directory))) {
      assertThat(ProcessHandle.of(leftover).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(ask(postgres.database("kept"), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void startsAfterACrashOfTheServer() throws Exception {
    LocalPostgres first = LocalPostgres.start(PostgresOptions.keptIn(directory));
    first.createDatabaseIfMissing("kept");
    ProcessHandle server = ProcessHandle.of(first.pid()).orElseThrow();
    server.destroyForcibly();
    server.onExit().get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(first.isRunning()).isFalse();
    first.close();
    assertThat(directory.resolve("data/postmaster.pid")).exists();

    try (LocalPostgres second = LocalPostgres.start(PostgresOptions.keptIn(directory))) {
      assertThat(ask(second.database("kept"), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void refusesADirectoryThatIsInUse() {
    try (LocalPostgres first = LocalPostgres.start(PostgresOptions.keptIn(directory))) {
      assertThatThrownBy(() -> LocalPostgres.start(PostgresOptions.keptIn(directory)))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("in use by another running process");
      assertThat(first.isRunning()).isTrue();
    }
  }

  @Test
  void tellsWhyItCouldNotStart() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      PostgresOptions options = PostgresOptions.keptIn(directory).withPort(taken.getLocalPort());
      assertThatThrownBy(() -> LocalPostgres.start(options))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void leavesNeitherProcessNorTemporaryFilesBehind() {
    LocalPostgres postgres = LocalPostgres.start(PostgresOptions.temporary());
    Path home = postgres.logFile().getParent();
    long pid = postgres.pid();
    postgres.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(home).doesNotExist();
  }

  /** Starts the server as the product does, but with nobody who would end it or hold the lock. */
  private long leaveServerBehind() throws Exception {
    try (LocalPostgres first = LocalPostgres.start(PostgresOptions.keptIn(directory))) {
      first.createDatabaseIfMissing("kept");
    }
    Launch launch = Launch.detect();
    PostgresBinaries binaries = PostgresBinaries.unpacked(CacheDirectory.readableBy(launch));
    ChildProcess server =
        ChildProcess.start(
            launch.command(
                binaries.program("postgres"),
                PostgresSettings.commandLine(directory.resolve("data"), FreePorts.next(), 20)),
            directory.resolve("left.log"),
            "ready to accept connections");
    server.awaitReady(java.time.Duration.ofSeconds(20));
    return server.pid();
  }

  private static void execute(LocalDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(LocalDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}
