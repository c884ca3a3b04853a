package io.changeover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Docker engine of its own, real and without a registry, started by the project's {@code
 * docker/engine} and ended with everything it has left on the machine. Needs root and Debian's
 * {@code docker.io}.
 */
public final class LocalDocker implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofMinutes(3);

  private final Path project;
  private final Path directory;
  private final Map<String, String> environment;

  private LocalDocker(Path project, Path directory, Map<String, String> environment) {
    this.project = project;
    this.directory = directory;
    this.environment = environment;
  }

  /**
   * Starts one, or finds the one that runs in this directory already.
   *
   * @param project the project's root
   * @param directory where its images and containers lie
   * @throws EmbeddedStartException when it does not come up, with what it said
   */
  public static LocalDocker start(Path project, Path directory) {
    LocalDocker unnamed = new LocalDocker(project.toAbsolutePath(), directory, Map.of());
    String said = unnamed.run(START, directory(directory), unnamed.engine("start"));
    String host =
        said.lines().filter(line -> line.startsWith("DOCKER_HOST=")).findFirst().orElse("");
    LocalDocker docker =
        new LocalDocker(
            unnamed.project,
            directory,
            Map.of("DOCKER_HOST", host.substring(host.indexOf('=') + 1)));
    Runtime.getRuntime().addShutdownHook(new Thread(docker::close, "ends-docker"));
    return docker;
  }

  /**
   * Why no engine can be started on this machine, as {@code docker/engine} says it; empty when one
   * can. It is started for this, and ended again.
   *
   * @param directory holds nothing but what this leaves there
   */
  public static Optional<String> whyNot(Path project, Path directory) {
    try (LocalDocker trial = start(project, directory)) {
      trial.docker("version");
      return Optional.empty();
    } catch (EmbeddedStartException failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  /** What a program needs to know to use this engine: {@code DOCKER_HOST}. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Makes the engine have these images, or all that the project begins with when none is named. */
  public void offlineImages(Duration patience, String... names) {
    List<String> command = new ArrayList<>();
    command.add(project.resolve("docker/offline-images").toString());
    command.addAll(List.of(names));
    run(patience, project, command);
  }

  /** Runs {@code docker} and returns what it printed. */
  public String docker(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("docker");
    command.addAll(List.of(arguments));
    return run(END, project, command);
  }

  /**
   * Runs a program that uses this engine.
   *
   * @return what it printed
   * @throws EmbeddedStartException when it fails, with the end of what it said
   */
  public String run(Duration patience, Path in, List<String> command) {
    try {
      Path output = Files.createTempFile("docker", ".log");
      ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      int exit = end(builder.start(), patience);
      String said = Files.readString(output);
      Files.delete(output);
      if (exit != 0) {
        throw new EmbeddedStartException(
            "%s ended with %d:%n%s".formatted(String.join(" ", command), exit, said));
      }
      return said;
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot run " + command.getFirst(), e);
    }
  }

  private static int end(Process process, Duration patience) {
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new EmbeddedStartException(
        "%s took too long".formatted(process.info().commandLine().orElse("it")));
  }

  private List<String> engine(String word) {
    return List.of(project.resolve("docker/engine").toString(), word, directory.toString());
  }

  private static Path directory(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot make " + directory, e);
    }
  }

  /** Ends it, and removes its images with its directory. */
  public void remove() {
    run(END, project, engine("remove"));
  }

  /** Ends it; its images stay in the directory, for the next start. */
  @Override
  public void close() {
    run(END, project, engine("stop"));
  }
}
