package io.changeover.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Copies a child's output to its log file, remembers the last lines, and sees when it is ready. */
final class ChildOutput {
  /** Lines kept in memory for the message of a failed start. */
  private static final int LINES_KEPT = 30;

  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final String readyText;

  private ChildOutput(String readyText) {
    this.readyText = readyText;
  }

  static ChildOutput follow(Process process, Path log, String readyText) {
    ChildOutput output = new ChildOutput(readyText);
    Thread.ofPlatform()
        .daemon()
        .name("embedded-output-" + process.pid())
        .start(() -> output.copy(process, log));
    return output;
  }

  CompletableFuture<Void> ready() {
    return ready;
  }

  synchronized String tail() {
    return String.join(System.lineSeparator(), lastLines);
  }

  synchronized void note(String line) {
    if (lastLines.size() == LINES_KEPT) {
      lastLines.removeFirst();
    }
    lastLines.addLast(line);
  }

  private void copy(Process process, Path log) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        Writer out =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line, out);
      }
      ready.completeExceptionally(new EmbeddedStartException("the process ended"));
    } catch (IOException e) {
      // A child nobody reads from blocks on a full pipe: it may not go on living unread.
      process.destroyForcibly();
      ready.completeExceptionally(new UncheckedIOException("output to " + log + " failed", e));
    }
  }

  private void take(String line, Writer out) throws IOException {
    note(line);
    out.write(line);
    out.write(System.lineSeparator());
    out.flush();
    if (line.contains(readyText)) {
      ready.complete(null);
    }
  }
}
