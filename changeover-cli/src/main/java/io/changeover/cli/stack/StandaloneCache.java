package io.changeover.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the embedded default's start-up cache (JEP 514): one start and end with recording on. The
 * launcher calls it once after a build.
 */
final class StandaloneCache {
  private static final int PATIENCE_MINUTES = 5;

  private StandaloneCache() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Project project = new Project(Path.of(arguments[0]));
    Path data = Files.createTempDirectory("changeover-cache");
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
    boolean ready =
        process.inputReader().lines().peek(System.out::println).anyMatch(StandaloneCache::isReady);
    process.getOutputStream().close();
    boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (!ready || !ended || process.exitValue() != 0) {
      process.destroyForcibly();
      Files.deleteIfExists(cache);
      System.exit(1);
    }
  }

  private static boolean isReady(String line) {
    return line.startsWith("{") && line.contains("\"orchestrator\"");
  }
}
