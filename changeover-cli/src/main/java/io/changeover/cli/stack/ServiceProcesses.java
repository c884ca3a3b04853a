package io.changeover.cli.stack;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The six services, each as a process of its own, on the embedded broker and database. */
final class ServiceProcesses implements AutoCloseable {
  /** Longer than the 20 s in which the handlers of steps have to return. */
  private static final int PATIENCE_SECONDS = 40;

  /** In the order of their ports: the orchestrator's own, and those that follow it. */
  private static final List<String> NAMES =
      List.of("orchestrator", "backup", "migration", "rollout", "validation", "notification");

  private final List<Process> running = new ArrayList<>();

  private ServiceProcesses() {}

  static ServiceProcesses start(Project project, Path data, JsonNode ready, int port) {
    ServiceProcesses services = new ServiceProcesses();
    URI postgres = URI.create(ready.path("postgres").asString());
    for (int place = 0; place < NAMES.size(); place++) {
      services.run(project, data, NAMES.get(place), port + place, postgres.getPort(), ready);
    }
    return services;
  }

  private void run(
      Project project, Path data, String name, int port, int postgres, JsonNode ready) {
    String program = name + "-service";
    List<String> command = new ArrayList<>(Java.command(project, program, data));
    command.removeIf(argument -> argument.startsWith("-Dorg.springframework.boot.logging"));
    command.add("-jar");
    command.add(project.service(program).toString());
    command.add("--server.port=" + port);
    command.add("--spring.config.additional-location=file:" + ready.path("settings").asString());
    command.add(
        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/changeover?currentSchema=%s"
            .formatted(postgres, name));
    Path log = data.resolve("logs").resolve(program + ".log");
    try {
      running.add(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start());
    } catch (IOException failed) {
      close();
      throw new CliFailure(
          ExitCode.FAILED_UNCHANGED, "%s could not be started: %s".formatted(program, failed));
    }
  }

  @Override
  public void close() {
    running.forEach(Process::destroy);
    for (Process process : running) {
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException stopped) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
