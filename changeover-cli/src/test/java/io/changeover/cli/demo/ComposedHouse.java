package io.changeover.cli.demo;

import io.changeover.cli.client.Server;
import io.changeover.embedded.FreePorts;
import io.changeover.embedded.LocalDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The house as docker-compose.yml describes it, built and started in an engine, on free ports. */
final class ComposedHouse implements AutoCloseable {
  static final List<String> SERVICES =
      List.of("orchestrator", "backup", "migration", "rollout", "validation", "notification");

  /** The services, Kafka and PostgreSQL. */
  private static final int CONTAINERS = SERVICES.size() + 2;

  private static final Duration BUILD = Duration.ofMinutes(12);
  private static final Duration START = Duration.ofMinutes(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final String NAME = "changeover-it";

  private final LocalDocker docker;
  private final Path directory;
  private final List<String> ports = new ArrayList<>();
  private final int port = FreePorts.next();

  /** Beside the compose file will lie its config, secrets and workspaces, as the docs say. */
  ComposedHouse(LocalDocker docker, Path directory) {
    this.docker = docker;
    this.directory = directory;
    ports.add("ORCHESTRATOR_PORT=" + port);
    SERVICES.stream()
        .skip(1)
        .map(name -> name.toUpperCase(Locale.ROOT) + "_PORT=" + FreePorts.next())
        .forEach(ports::add);
  }

  /** Builds the images, after stand-ins for those that a registry would have. */
  void build() throws IOException {
    Path project = RunningStack.PROJECT.directory();
    docker.offlineImages(BUILD);
    docker.run(BUILD, project, List.of("docker-compose", "build", "-q"));
    Files.copy(project.resolve("docker-compose.yml"), directory.resolve("docker-compose.yml"));
  }

  void write(String file, String content) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  /** Copies a directory into the workspaces. */
  void workspace(String name, Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve("workspaces/" + name).resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  String compose(String... arguments) {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(ports);
    command.addAll(List.of("docker-compose", "-p", NAME));
    command.addAll(List.of(arguments));
    return docker.run(START, directory, command);
  }

  /** The names of those containers that the engine finds healthy. */
  List<String> healthy() {
    return docker
        .docker(
            "ps",
            "--filter=label=com.docker.compose.project=" + NAME,
            "--filter=health=healthy",
            "--format={{.Label \"com.docker.compose.service\"}}")
        .lines()
        .sorted()
        .toList();
  }

  /** Protects what was laid out, by the very line that the docs have for it. */
  private void protect() throws IOException {
    Path docs = RunningStack.PROJECT.directory().resolve("docs/operations.md");
    String line =
        Files.readAllLines(docs).stream()
            .filter(said -> said.startsWith("chmod "))
            .findFirst()
            .orElseThrow();
    docker.run(START, directory, List.of("sh", "-c", line));
  }

  /** Starts it, and waits until every container is healthy. */
  void start() throws IOException, InterruptedException {
    protect();
    compose("up", "-d", "--no-build");
    long until = System.nanoTime() + START.toNanos();
    while (healthy().size() < CONTAINERS) {
      if (System.nanoTime() > until) {
        throw new AssertionError(
            "healthy are only %s%n%s".formatted(healthy(), compose("logs", "--tail=20")));
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  Server as(String person) {
    return new Server("http://127.0.0.1:" + port, token(person));
  }

  static String token(String person) {
    return person + "-has-a-long-token";
  }

  /** Takes containers, network and volumes away. */
  @Override
  public void close() {
    compose("down", "--volumes", "--timeout", "5");
  }
}
