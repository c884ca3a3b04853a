package io.changeover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A broker of an earlier run that is still on its way out when the next start comes. Its process id
 * stands in a file beside the data.
 */
final class LeftoverBroker {
  private static final String FILE = "kafka.pid";
  private static final Duration GRACE = Duration.ofSeconds(6);

  private LeftoverBroker() {}

  static void remember(Path directory, long pid) {
    try {
      Files.writeString(directory.resolve(FILE), Long.toString(pid));
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot note the broker's process in " + directory, e);
    }
  }

  /** Waits for it to stop, and kills it if it does not. */
  static void remove(Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    try {
      long pid = Long.parseLong(Files.readString(file).strip());
      ProcessHandle.of(pid)
          .filter(process -> isBroker(process, directory))
          .ifPresent(LeftoverBroker::end);
    } catch (IOException | NumberFormatException e) {
      throw new EmbeddedStartException("cannot read " + file, e);
    }
  }

  /** The number may belong to a stranger by now. */
  private static boolean isBroker(ProcessHandle process, Path directory) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains(KafkaBroker.class.getName()))
        .filter(line -> line.contains(directory.toString()))
        .isPresent();
  }

  private static void end(ProcessHandle process) {
    if (!ProcessEnd.await(process, GRACE)) {
      process.destroyForcibly();
      ProcessEnd.await(process, GRACE);
    }
  }
}
