package io.changeover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL data directory: created once, and made fit to start a server on. */
final class PostgresCluster {
  /** {@code initdb} takes half a second; ten times a slow disk's worth is the limit. */
  private static final Duration CREATION_LIMIT = Duration.ofSeconds(60);

  private static final String VERSION_FILE = "PG_VERSION";

  private final Path directory;
  private final boolean temporary;
  private final PostgresBinaries binaries;
  private final Launch launch;
  private final PostgresCredentials credentials;

  PostgresCluster(
      WorkDirectory home,
      PostgresBinaries binaries,
      Launch launch,
      PostgresCredentials credentials) {
    this.directory = home.path();
    this.temporary = home.isTemporary();
    this.binaries = binaries;
    this.launch = launch;
    this.credentials = credentials;
  }

  Path data() {
    return directory.resolve("data");
  }

  /** Creates the data directory, or removes what a crash left in an existing one. */
  void prepare() {
    if (Files.exists(data().resolve(VERSION_FILE))) {
      new LeftoverServer(data()).remove();
    } else {
      create();
    }
  }

  /** Created under another name first, so that a half-made directory is never taken for a whole. */
  private void create() {
    Path fresh = directory.resolve("data.creating");
    FileTree.delete(fresh);
    credentials.renew();
    launch.handOver(directory);
    initialise(fresh);
    try {
      Files.move(fresh, data());
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot move " + fresh + " to " + data(), e);
    }
  }

  /** Data that nobody keeps need not reach the disk before the server starts. */
  private void initialise(Path fresh) {
    List<String> arguments =
        List.of(
            "--pgdata=" + fresh,
            "--username=" + PostgresCredentials.ADMINISTRATOR,
            "--pwfile=" + credentials.passwordFile(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            temporary ? "--no-sync" : "--data-checksums");
    ChildProcess initdb =
        ChildProcess.start(
            launch.command(binaries.program("initdb"), arguments),
            directory.resolve("initdb.log"),
            "Success.");
    initdb.awaitReady(CREATION_LIMIT);
    initdb.awaitExit(CREATION_LIMIT);
  }
}
