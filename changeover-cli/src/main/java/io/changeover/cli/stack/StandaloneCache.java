package io.changeover.cli.stack;

import io.changeover.cli.Connection;
import io.changeover.cli.client.EventStream;
import io.changeover.cli.client.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the embedded default's start-up cache (JEP 514): one start, one deployment that does
 * nothing, and the end, with recording on. The launcher calls it once after a build.
 */
final class StandaloneCache {
  private static final int PATIENCE_MINUTES = 5;

  private static final String NOTHING =
      """
      apiVersion: changeover/v1
      name: nothing
      version: "1"
      finish:
        - {id: nothing, no-op: {}}
      """;

  private StandaloneCache() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Project project = new Project(Path.of(arguments[0]));
    Path data = Files.createTempDirectory("changeover-cache");
    // Where PostgreSQL runs as another user, that one has to come to its data.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
    Path cache = project.directory().resolve("standalone/target/standalone.aot");
    List<String> command = new ArrayList<>(Java.command(project, "standalone", data));
    command.add("-XX:AOTCacheOutput=" + cache);
    command.add("-jar");
    command.add(project.standalone().toString());
    command.add("--data=" + data);
    command.add("--port=0");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CHANGEOVER_ENDS_WITH_STDIN", "true");
    Process process = builder.start();
    Optional<String> ready =
        process.inputReader().lines().filter(StandaloneCache::isReady).findFirst();
    if (ready.isPresent()) {
      deployNothing(JsonMapper.builder().build().readTree(ready.get()));
    }
    process.getOutputStream().close();
    process.inputReader().lines().forEach(System.out::println);
    boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (ready.isEmpty() || !ended || process.exitValue() != 0) {
      process.destroyForcibly();
      Files.deleteIfExists(cache);
      System.exit(1);
    }
  }

  private static boolean isReady(String line) {
    return line.startsWith("{") && line.contains("\"orchestrator\"");
  }

  private static void deployNothing(JsonNode ready) throws IOException {
    String token = Connection.read(Path.of(ready.path("tokens").asString()).resolve("dana"));
    Server server = new Server(ready.path("orchestrator").asString(), token);
    String id = server.post("deployments", Map.of("plan", NOTHING)).path("id").asString();
    try (EventStream stream = server.follow(id, 0)) {
      Optional<JsonNode> event = stream.next();
      while (event.isPresent()) {
        event = stream.next();
      }
    }
  }
}
