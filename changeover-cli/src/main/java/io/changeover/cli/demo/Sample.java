package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import io.changeover.cli.stack.OwnSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An example's sample application: prepared, broken on purpose, stopped by its own programs. */
final class Sample {
  /** How long an interrupted program may clean up what it has begun. */
  private static final Duration CLEANING_UP = Duration.ofSeconds(30);

  private static final String STOP = "stop";

  private final Path example;
  private final Path directory;
  private final Consumer<String> progress;
  private @Nullable Process running;
  private boolean ending;

  Sample(Path example, Path directory, Consumer<String> progress) {
    this.example = example;
    this.directory = directory;
    this.progress = progress;
  }

  /** The example's sources. */
  Path example() {
    return example;
  }

  /** Where the sample's working copy, settings and logs are. */
  Path directory() {
    return directory;
  }

  void prepare(Map<String, String> environment, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("--dir", directory.toString()));
    arguments.addAll(options);
    run("prepare", environment, arguments);
  }

  void sabotage(List<String> names) {
    List<String> arguments = new ArrayList<>(List.of("--dir", directory.toString()));
    arguments.addAll(names);
    run("sabotage", Map.of(), arguments);
  }

  /** Interrupts the program that runs, if one does, and lets none begin any more but stop. */
  void interrupt() {
    Process program = lastOne();
    if (program != null) {
      OwnSession.interrupt(program, CLEANING_UP);
    }
  }

  private synchronized @Nullable Process lastOne() {
    ending = true;
    return running;
  }

  /** Stops everything that the sample or a deployment of it has started; nothing is no error. */
  void stop() {
    if (Files.isDirectory(directory)) {
      run(STOP, Map.of(), List.of("--dir", directory.toString()));
    }
  }

  private void run(String program, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(example.resolve(program).toString());
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(OwnSession.of(command));
      builder.environment().putAll(environment);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      Process process = begin(program, builder);
      List<String> said = say(process);
      if (process.waitFor() != 0) {
        throw new CliFailure(
            ExitCode.FAILED_UNCHANGED,
            "%s of the sample failed: %s".formatted(program, String.join("\n", said)));
      }
    } catch (IOException failed) {
      throw new CliFailure(
          ExitCode.FAILED_UNCHANGED, "%s could not be started: %s".formatted(program, failed));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CliFailure(ExitCode.WAITING, "stopped");
    }
  }

  private synchronized Process begin(String program, ProcessBuilder builder) throws IOException {
    if (ending && !program.equals(STOP)) {
      throw new CliFailure(ExitCode.WAITING, "stopped");
    }
    Process process = builder.start();
    running = process;
    return process;
  }

  private List<String> say(Process process) throws IOException {
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        progress.accept("  " + line);
      }
    }
    return said;
  }
}
