package io.changeover.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real PostgreSQL 15 server as a child process, durable as in production ({@code fsync} and
 * {@code synchronous_commit} on), on the loopback address, with SCRAM and a generated password.
 *
 * <p>The server ends with {@link #close()}. Where {@code setpriv} from util-linux is there, it also
 * ends when this JVM is killed; elsewhere the next start on the same directory stops what is left.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final String READY = "database system is ready to accept connections";

  /** Covers crash recovery of a data directory of some gigabytes. */
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** A fast shutdown writes a checkpoint; after this the tree is killed and recovers on start. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** Right after a kill the last of the old processes may still hold the shared memory. */
  private static final int STARTS_AFTER_A_CRASH = 10;

  private final PostgresHome home;
  private final PostgresOptions options;
  private volatile ChildProcess server;
  private final int port;
  private final PostgresDatabases databases;

  private LocalPostgres(PostgresHome home, PostgresOptions options, ChildProcess server, int port) {
    this.home = home;
    this.options = options;
    this.server = server;
    this.port = port;
    this.databases = new PostgresDatabases(port, home.credentials());
  }

  /**
   * Starts a server and returns when it accepts connections.
   *
   * @throws EmbeddedStartException if it cannot be started; the message ends with its last output
   */
  public static LocalPostgres start(PostgresOptions options) {
    PostgresHome home = PostgresHome.open(options.directory());
    try {
      home.cluster().prepare();
      return launch(home, options, FreePorts.ATTEMPTS);
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  private static LocalPostgres launch(PostgresHome home, PostgresOptions options, int attempts) {
    int port = FreePorts.orFree(options.port());
    ChildProcess server;
    try {
      server = serverOn(port, home, options);
    } catch (EmbeddedStartException e) {
      if (options.port() == 0 && attempts > 1) {
        return launch(home, options, attempts - 1);
      }
      throw e;
    }
    home.credentials().writePassFile(port);
    return new LocalPostgres(home, options, server, port);
  }

  private static ChildProcess serverOn(int port, PostgresHome home, PostgresOptions options) {
    List<String> arguments =
        PostgresSettings.commandLine(home.cluster().data(), port, options.maxConnections());
    ChildProcess server =
        ChildProcess.start(home.command("postgres", arguments), home.log(), READY);
    server.awaitReady(START_LIMIT);
    return server;
  }

  /** Kills the server with all its processes, as a power failure does, and starts it again. */
  public void crashAndRestart() {
    server.killTree();
    for (int attempt = 1; ; attempt++) {
      try {
        server = serverOn(port, home, options);
        return;
      } catch (EmbeddedStartException e) {
        if (attempt == STARTS_AFTER_A_CRASH) {
          throw e;
        }
      }
    }
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The server's log, which also keeps the output of earlier runs. */
  public Path logFile() {
    return home.log();
  }

  /** The server's process id. */
  public long pid() {
    return server.pid();
  }

  /** Access to a database as the administrator, whether the database exists or not. */
  public LocalDatabase database(String name) {
    return databases.named(name);
  }

  /**
   * Creates a database and returns the access to it.
   *
   * @throws EmbeddedStartException if it exists
   */
  public LocalDatabase createDatabase(String name) {
    return databases.create(name);
  }

  /** As {@link #createDatabase}, but an existing database is kept as it is. */
  public LocalDatabase createDatabaseIfMissing(String name) {
    return databases.createIfMissing(name);
  }

  /** Creates an empty database with a name nobody used before. */
  public LocalDatabase createDatabase() {
    return databases.createFresh();
  }

  /** Drops a database and cuts the connections to it. A missing one is no error. */
  public void dropDatabase(String name) {
    databases.drop(name);
  }

  /** True while the server process lives. */
  public boolean isRunning() {
    return server.isAlive();
  }

  /** Stops the server for sure: in order within ten seconds, by force after that. */
  @Override
  public void close() {
    if (server.isAlive()) {
      interrupt();
      if (!server.awaitExit(STOP_LIMIT)) {
        server.killTree();
      }
    }
    home.close();
  }

  /** Java can send SIGTERM only, on which PostgreSQL waits for its clients to leave. */
  private void interrupt() {
    ChildProcess.run(
        home.command("pg_ctl", List.of("kill", "INT", Long.toString(server.pid()))), STOP_LIMIT);
  }
}
