package io.changeover.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The locked directory one server lives in, with all that is needed to start programs on it. */
final class PostgresHome implements AutoCloseable {
  private final WorkDirectory directory;
  private final PostgresBinaries binaries;
  private final Launch launch;
  private final PostgresCredentials credentials;

  private PostgresHome(WorkDirectory directory, Launch launch) {
    this.directory = directory;
    this.launch = launch;
    this.binaries = PostgresBinaries.unpacked(CacheDirectory.readableBy(launch));
    this.credentials = new PostgresCredentials(directory.path());
  }

  static PostgresHome open(Optional<Path> wanted) {
    Launch launch = Launch.detect();
    WorkDirectory directory = WorkDirectory.open(wanted, "postgres");
    try {
      return new PostgresHome(directory, launch);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  PostgresCluster cluster() {
    return new PostgresCluster(directory, binaries, launch, credentials);
  }

  PostgresCredentials credentials() {
    return credentials;
  }

  Path log() {
    return directory.path().resolve("postgres.log");
  }

  List<String> command(String program, List<String> arguments) {
    return launch.command(binaries.program(program), arguments);
  }

  @Override
  public void close() {
    directory.close();
  }
}
