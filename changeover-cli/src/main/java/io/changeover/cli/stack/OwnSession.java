package io.changeover.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Child processes that Ctrl-C does not reach: the terminal sends it to all of its group at once,
 * and they have to be ended in order, or to be left to clean up.
 */
public final class OwnSession {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private OwnSession() {}

  /** The command line for it; as it is where there is no setsid. */
  public static List<String> of(List<String> command) {
    return isPossible()
        ? Stream.concat(Stream.of(SETSID.toString()), command.stream()).toList()
        : command;
  }

  private static boolean isPossible() {
    return Files.isExecutable(SETSID);
  }

  /** Does what Ctrl-C would have done, and kills what has not ended after a time. */
  public static void interrupt(Process process, Duration patience) {
    if (!process.isAlive()) {
      return; // Its number may be another group's by now.
    }
    try {
      signal("-INT", process);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        signal("-KILL", process);
        process.destroyForcibly().waitFor();
      }
    } catch (IOException noKill) {
      process.destroyForcibly();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void signal(String signal, Process process)
      throws IOException, InterruptedException {
    String whom = (isPossible() ? "-" : "") + process.pid();
    new ProcessBuilder("kill", signal, "--", whom)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
