package io.changeover.benchmarks;

import io.changeover.cli.Connection;
import io.changeover.cli.client.Server;
import io.changeover.cli.stack.Project;
import io.changeover.cli.stack.StandaloneProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Starts the embedded default and prints its figures. */
public final class Benchmarks {
  /** Until then the compiler uses more of the processor than the deployments do. */
  private static final int WARM_UP = 1_000;

  private static final int WARM_UP_ALONE = 200;
  private static final int ALONE = 200;
  private static final int MANY = 2_000;
  private static final int IN_FLIGHT = 64;

  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("changeover-benchmark");
    start(data).close();
    long begun = System.nanoTime();
    try (StandaloneProcess standalone = StandaloneProcess.start(Project.current(), data, PORT)) {
      JsonNode ready = ready(standalone);
      say("second start to ready", "%.1f s", (System.nanoTime() - begun) / 1e9);
      say("memory when ready, all processes", "%.0f MiB", Memory.ofDescendantsMiB());
      String token = Connection.read(Path.of(ready.path("tokens").asString()).resolve("dana"));
      measure(new Figures(new Server(ready.path("orchestrator").asString(), token)));
      say("memory after the load, all processes", "%.0f MiB", Memory.ofDescendantsMiB());
    }
  }

  private static final List<String> PORT = List.of("--port=0");

  private static StandaloneProcess start(Path data) {
    StandaloneProcess standalone = StandaloneProcess.start(Project.current(), data, PORT);
    ready(standalone);
    return standalone;
  }

  private static JsonNode ready(StandaloneProcess standalone) {
    standalone.next();
    return standalone.next();
  }

  private static void measure(Figures figures) throws InterruptedException {
    figures.sideBySide(WARM_UP, IN_FLIGHT);
    figures.oneAfterTheOther(WARM_UP_ALONE);
    double used = ProcessorTime.ofAllMillis();
    List<Double> alone = figures.oneAfterTheOther(ALONE);
    say("one deployment of 12 steps alone, p50", "%.0f ms", alone.get(ALONE / 2));
    say("one deployment of 12 steps alone, p99", "%.0f ms", alone.get(ALONE * 99 / 100));
    sayUsed("processor time of one alone", used, ALONE);
    used = ProcessorTime.ofAllMillis();
    double rate = figures.sideBySide(MANY, IN_FLIGHT);
    sayUsed("processor time of one of 64 in flight", used, MANY);
    say("deployments with 64 in flight", "%.0f /s", rate);
    say("steps with 64 in flight", "%.0f /s", rate * NoOpPlan.STEPS);
    say("events replayed through REST", "%.0f /s", figures.replayed(MANY));
  }

  private static void sayUsed(String what, double before, int deployments) {
    say(what, "%.0f ms", (ProcessorTime.ofAllMillis() - before) / deployments);
  }

  private static void say(String what, String format, double figure) {
    System.out.println(
        String.format(Locale.ROOT, "%-40s ", what) + String.format(Locale.ROOT, format, figure));
  }
}
