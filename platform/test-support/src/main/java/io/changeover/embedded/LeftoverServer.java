package io.changeover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL processes that still work in a data directory although its owner is gone.
 *
 * <p>They are recognised by their working directory, not by {@code postmaster.pid} alone: its
 * number may since belong to a stranger, and a backend can outlive its postmaster while it finishes
 * a long query.
 */
final class LeftoverServer {
  private static final String PROGRAM = "postgres";
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Path data;

  LeftoverServer(Path data) {
    this.data = data;
  }

  /** Ends them all, and removes the lock file that they, or a crash, left behind. */
  void remove() {
    List<ProcessHandle> left = processes();
    left.forEach(ProcessHandle::destroy);
    for (ProcessHandle process : left) {
      if (!ProcessEnd.await(process, GRACE)) {
        process.destroyForcibly();
        ProcessEnd.await(process, GRACE);
      }
    }
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot remove the stale lock file in " + data, e);
    }
  }

  private List<ProcessHandle> processes() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(LeftoverServer::isPostgres).filter(this::worksHere).toList();
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).endsWith(PROGRAM))
        .orElse(false);
  }

  private boolean worksHere(ProcessHandle process) {
    Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      return Files.isSameFile(workingDirectory, data);
    } catch (IOException goneMeanwhileOrNotOurs) {
      return false;
    }
  }
}
