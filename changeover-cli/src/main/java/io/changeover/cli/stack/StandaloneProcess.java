package io.changeover.cli.stack;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The embedded default as a child process. It ends when this program does, however that ends,
 * because it reads a pipe that closes then.
 */
public final class StandaloneProcess implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Longer than its parts may take one after the other: 20 s the services, until the handlers of
   * steps have returned, then the broker and the database some 20 s more.
   */
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader said;
  private final Path errors;

  private StandaloneProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.said = process.inputReader();
  }

  /** Starts it. What it says is read line by line. */
  public static StandaloneProcess start(Project project, Path data, List<String> arguments) {
    List<String> command = new ArrayList<>(Java.command(project, "standalone", data));
    command.add("-jar");
    command.add(project.standalone().toString());
    command.add("--data=" + data);
    command.addAll(arguments);
    // With Ctrl-C for all of them the broker would be gone before the services have left their
    // groups, and the next start would wait for their sessions.
    return start(OwnSession.of(command), data);
  }

  private static StandaloneProcess start(List<String> command, Path data) {
    try {
      Files.createDirectories(data.resolve("logs"));
      Path errors = data.resolve("logs").resolve("standalone.err");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("CHANGEOVER_ENDS_WITH_STDIN", "true");
      builder.redirectError(errors.toFile());
      return new StandaloneProcess(builder.start(), errors);
    } catch (IOException failed) {
      throw new CliFailure(ExitCode.FAILED_UNCHANGED, "Java could not be started: " + failed);
    }
  }

  /**
   * What it says next.
   *
   * @throws CliFailure when it ended instead
   */
  public JsonNode next() {
    try {
      String line = nextObject();
      if (line != null) {
        return JSON.readTree(line);
      }
    } catch (IOException broken) {
      throw new CliFailure(ExitCode.FAILED_UNCHANGED, "The embedded default broke: " + broken);
    }
    throw new CliFailure(
        ExitCode.FAILED_UNCHANGED,
        "The embedded default did not start. The end of %s:%n%s".formatted(errors, tail()));
  }

  private @Nullable String nextObject() throws IOException {
    String line = said.readLine();
    while (line != null && !line.startsWith("{")) {
      line = said.readLine();
    }
    return line;
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(errors);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException unreadable) {
      return "(it cannot be read)";
    }
  }

  /** Waits until it ends by itself. */
  public void await() throws InterruptedException {
    process.waitFor();
  }

  /** Ends it with everything that it has started. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
