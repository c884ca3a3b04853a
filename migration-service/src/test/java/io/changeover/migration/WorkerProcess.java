package io.changeover.migration;

import io.changeover.contracts.json.Json;
import io.changeover.embedded.LocalDatabase;
import io.changeover.testsupport.TestInfrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The migration service as a program of its own. */
final class WorkerProcess implements AutoCloseable {
  /**
   * One for all workers, as they have one group on one broker: what a worker took in and did not
   * acknowledge before it was killed comes to the next one, which must know it.
   */
  private static final LocalDatabase SERVICE = TestInfrastructure.freshDatabase();

  private final Process process;
  private final Path log;

  private WorkerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static WorkerProcess start(Owner owner, Path workspace, Path log) throws IOException {
    return start(targets(owner, workspace), log);
  }

  /** What it knows by name, for a worker that knows more. */
  static Map<String, Object> targets(Owner owner, Path workspace) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("changeover.databases.app-db.url", owner.target().jdbcUrl());
    settings.put("changeover.databases.app-db.username", owner.target().username());
    settings.put("changeover.databases.app-db.password", owner.target().password());
    settings.put("changeover.workspaces.app.path", workspace.toString());
    return settings;
  }

  static WorkerProcess start(Map<String, Object> targets, Path log) throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            MigrationService.class.getName());
    java.environment()
        .put("SPRING_APPLICATION_JSON", Json.mapper().writeValueAsString(settings(targets)));
    java.redirectErrorStream(true).redirectOutput(log.toFile());
    return new WorkerProcess(java.start(), log);
  }

  private static Map<String, Object> settings(Map<String, Object> targets) {
    Map<String, Object> settings = new LinkedHashMap<>(targets);
    settings.put("spring.datasource.url", SERVICE.jdbcUrl() + "?currentSchema=migration");
    settings.put("spring.datasource.username", SERVICE.username());
    settings.put("spring.datasource.password", SERVICE.password());
    settings.put("spring.kafka.bootstrap-servers", TestInfrastructure.kafka().bootstrapServers());
    // The broker waits so long for the one that was killed before it gives its partitions away.
    settings.put("spring.kafka.consumer.properties[session.timeout.ms]", 6_000);
    settings.put("spring.kafka.consumer.properties[heartbeat.interval.ms]", 2_000);
    settings.put("server.port", 0);
    settings.put("changeover.jobs.lease", "60s");
    settings.put("changeover.jobs.fallback", "500ms");
    return settings;
  }

  /** Its children, of all ranks. */
  List<ProcessHandle> children() {
    return new ArrayList<>(process.descendants().toList());
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Whether it has not ended. */
  boolean isRunning() {
    return process.isAlive();
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  /** In order, so that it leaves its consumer group; by force when that takes long. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    } catch (CompletionException slow) {
      kill();
    }
  }
}
