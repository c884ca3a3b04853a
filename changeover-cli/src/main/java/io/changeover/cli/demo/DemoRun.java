package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import io.changeover.cli.Output;
import io.changeover.cli.client.Server;
import io.changeover.cli.stack.Project;
import io.changeover.cli.stack.StandaloneProcess;
import io.changeover.cli.view.Following;
import io.changeover.cli.view.Terminal;
import io.changeover.cli.view.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One run of the demo. Whatever it has started it ends, however the program ends. */
final class DemoRun implements AutoCloseable {
  private final Project project;
  private final Path data;
  private final Sample sample;
  private final DemoFile file;
  private final Terminal terminal;
  private final Clock clock = Clock.systemUTC();
  private final Instant began = clock.instant();
  private final Thread onExit = new Thread(this::end, "end");
  private final Places places;
  private @Nullable StandaloneProcess standalone;
  private @Nullable JsonNode ready;
  private boolean ended;

  DemoRun(
      Project project, DemoDirectory directory, Sample sample, DemoFile file, Terminal terminal) {
    this.project = project;
    this.data = directory.path();
    this.sample = sample;
    this.file = file;
    this.terminal = terminal;
    this.places = new Places(sample.example(), sample.directory(), Ports.free(file.ports()));
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  private Path stack() {
    return data.resolve("stack");
  }

  /** Starts everything and prepares the sample, side by side where that is possible. */
  void begin(int rows, Breaking breaking) {
    Path targets = places.writeTargets(file.targets(), data.resolve("targets.yml"));
    say("starting a real Kafka broker, a real PostgreSQL and six services");
    StandaloneProcess started = start(targets);
    JsonNode database = started.next();
    // Only now is it certain that no other stack works on it.
    sample.stop();
    say("preparing the sample with %,d %s".formatted(rows, file.of()));
    sample.prepare(
        Map.of(
            "DATABASE_ADMIN_URL", database.path("postgres").asString(),
            "PGPASSFILE", database.path("postgresPassFile").asString()),
        places.preparing(rows));
    sabotage(breaking.before());
    ready = started.next();
    say("everything is up");
  }

  private synchronized StandaloneProcess start(Path targets) {
    if (ended) {
      throw new CliFailure(ExitCode.WAITING, "stopped");
    }
    StandaloneProcess started =
        StandaloneProcess.start(
            project,
            stack(),
            List.of(
                "--settings=" + targets,
                "--plans=" + places.example(),
                "--fresh",
                "--port=" + places.ports().orchestrator(),
                "--postgres-port=" + places.ports().postgres()));
    standalone = started;
    return started;
  }

  private void sabotage(List<String> sabotages) {
    if (!sabotages.isEmpty()) {
      say("breaking it on purpose: " + String.join(", ", sabotages));
      sample.sabotage(sabotages);
    }
  }

  /**
   * Starts the deployment, follows it and sums up. Returns the exit code.
   *
   * @param command what starts the same demo again
   */
  int deploy(Output output, Breaking breaking, String command) throws InterruptedException {
    String url = "http://127.0.0.1:" + places.ports().orchestrator();
    Server dana = new Server(url, DemoCommand.token(stack(), "dana"));
    Autopilot autopilot =
        new Autopilot(
            dana.as(DemoCommand.token(stack(), "theo")),
            dana.as(DemoCommand.token(stack(), "demo-autopilot")),
            () -> sabotage(breaking.atApproval()));
    JsonNode started =
        dana.post(
            "deployments",
            Map.of(
                "plan", file.plan(),
                "environment", file.environment(),
                "parameters", places.fill(file.parameters()),
                "reason", "the demo"));
    String id = started.path("id").asString();
    say("deployment accepted: " + id);
    JsonNode view = new Following(dana, terminal, clock, autopilot).follow(id);
    Path report = writeReport(dana, id);
    if (output.isJson()) {
      output.json(view);
    } else {
      new Summary(view, command, file.failures().keySet()).lines().forEach(output::line);
      places(dana, id, report).forEach(output::line);
    }
    return ExitCode.of(view.path("state").asString());
  }

  private Path writeReport(Server server, String id) {
    Path report = data.resolve("report.md");
    try {
      return Files.writeString(
          report, server.text("deployments/" + id + "/report", "text/markdown"));
    } catch (IOException failed) {
      throw new CliFailure(
          ExitCode.FAILED_UNCHANGED,
          "%s could not be written: %s".formatted(report, failed.getMessage()));
    }
  }

  private List<String> places(Server server, String id, Path report) {
    JsonNode where = java.util.Objects.requireNonNull(ready);
    return List.of(
        "",
        "To look at (with --keep everything stays up):",
        "  report      %sapi/v1/deployments/%s/report".formatted(server.base(), id),
        "              sign in as anybody, the password is in %s/tokens/theo".formatted(stack()),
        "  Slack       " + where.path("slack").asString(),
        "  inbox       " + where.path("mail").asString(),
        "  application http://127.0.0.1:" + places.ports().of(file.ports().getFirst()) + "/health",
        "Kept: " + report);
  }

  private void say(String text) {
    terminal.line(
        "%7s  %s".formatted(Words.duration(Duration.between(began, clock.instant())), text));
  }

  /** Waits until the stack ends. */
  void await() throws InterruptedException {
    StandaloneProcess running = standalone;
    if (running != null) {
      running.await();
    }
  }

  /** The sample at the end: as long as the stack runs, a step of it may start an application. */
  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    StandaloneProcess running = standalone;
    if (running == null) {
      return;
    }
    try {
      sample.interrupt();
      running.close();
    } finally {
      sample.stop();
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException endingAlready) {
      // The hook is running, and has nothing left to do.
      return;
    }
  }
}
