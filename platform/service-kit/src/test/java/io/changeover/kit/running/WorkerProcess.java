package io.changeover.kit.running;

import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.process.ToolCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A specialist in a process of its own, to be killed: each of its steps is a child that sleeps. */
public final class WorkerProcess {
  private WorkerProcess() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    LocalDatabase database =
        new LocalDatabase("", arguments[0], "", arguments[1], arguments[2], Path.of(""));
    Handler handler =
        new Handler((command, context) -> context.tools().run(ToolCall.of("sleep", "300")));
    try (RunningService _ =
        RunningService.start(database, arguments[3], handler, "changeover.jobs.lease=60s")) {
      Thread.currentThread().join();
    }
  }

  /** Starts it. */
  public static Process start(LocalDatabase database, String kafka) {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerProcess.class.getName(),
            database.jdbcUrl(),
            database.username(),
            database.password(),
            kafka);
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
