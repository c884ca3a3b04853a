package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An example's sample application: prepared, broken on purpose, stopped by its own programs. */
final class Sample {
  private final Path example;
  private final Path directory;
  private final Consumer<String> progress;

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

  /** Stops everything that the sample or a deployment of it has started; nothing is no error. */
  void stop() {
    if (Files.isDirectory(directory)) {
      run("stop", Map.of(), List.of("--dir", directory.toString()));
    }
  }

  private void run(String program, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(example.resolve(program).toString());
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
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
