package io.changeover.kit.process.linux;

import io.changeover.kit.process.ProcessGroup;
import io.changeover.kit.process.Redaction;
import io.changeover.kit.process.ToolCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One tool while it runs. */
final class RunningTool {
  /** How long its output may stay open after the tool itself has ended. */
  static final Duration LONGEST_AFTERGLOW = Duration.ofSeconds(2);

  /** How long whoever takes the output may need for what is left of it. */
  static final Duration LONGEST_READING = Duration.ofSeconds(10);

  /** How much of a leftover's command line is told, in characters. */
  private static final int LONGEST_COMMAND = 120;

  /** Bytes of standard input that are passed on at once. */
  private static final int PIECE = 1 << 16;

  private final Process process;
  private final OutputTail tail = new OutputTail();
  private final List<Pump> outputs = new ArrayList<>();
  private final List<Pump> pumps = new ArrayList<>();
  private final Redaction redaction;
  private final Leftovers leftovers;
  private final List<String> leftBehind = new ArrayList<>();
  private boolean heldOpen;

  RunningTool(Process process, ToolCall call, Redaction redaction, RunMark mark) {
    this.process = process;
    this.redaction = redaction;
    this.leftovers = new Leftovers(process.pid(), mark, call.daemonsMayStay());
    OutputStream stdout = call.stdout();
    if (stdout == null) {
      outputs.add(lines(process.getInputStream(), call));
    } else {
      outputs.add(pump("stdout", process.getInputStream(), stream -> stream.transferTo(stdout)));
      outputs.add(lines(process.getErrorStream(), call));
    }
    pumps.addAll(outputs);
    InputStream stdin = call.stdin();
    if (stdin != null) {
      pumps.add(pump("stdin", stdin, this::feed));
    }
  }

  /** A tool that ends before its input does says by its exit code what that means. */
  private void feed(InputStream stdin) throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream pipe = process.getOutputStream()) {
      for (int read = stdin.read(piece); read >= 0; read = stdin.read(piece)) {
        if (!written(pipe, piece, read)) {
          return;
        }
      }
    }
  }

  private boolean written(OutputStream pipe, byte[] piece, int length) {
    try {
      pipe.write(piece, 0, length);
      pipe.flush();
      return true;
    } catch (IOException closedByTheTool) {
      return false;
    }
  }

  private Pump lines(InputStream output, ToolCall call) {
    Lines lines = new Lines(redaction, line -> take(line, call));
    // The reader puts a replacement character where bytes are not UTF-8.
    return pump(
        "lines",
        output,
        stream -> lines.readAll(new InputStreamReader(stream, StandardCharsets.UTF_8)));
  }

  private void take(String line, ToolCall call) {
    tail.add(line);
    call.lines().accept(line);
  }

  /** When nobody can take the output any more, the tool's work is lost: it is ended. */
  private Pump pump(String name, InputStream stream, Pump.Reading reading) {
    return Pump.start("tool-" + process.pid() + "-" + name, stream, reading, this::end);
  }

  ProcessGroup group() {
    return new ProcessGroup(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /**
   * Waits for the tool's end and for the end of its output, and ends what it leaves behind. Now and
   * then a child ends a moment after its parent: that is not left behind.
   */
  int await() throws InterruptedException {
    int exitCode = process.waitFor();
    long ended = System.nanoTime();
    allEndWithin(pumps, LONGEST_AFTERGLOW);
    if (leftovers.daemonsMayStay()) {
      end();
      allEndWithin(pumps, LONGEST_AFTERGLOW);
      return exitCode;
    }
    leftovers.settled(ended).forEach(pid -> leftBehind.add(describe(pid)));
    if (!leftBehind.isEmpty()) {
      end();
    }
    heldOpen = !allEndWithin(outputs, LONGEST_READING);
    return exitCode;
  }

  private static boolean allEndWithin(List<Pump> some, Duration patience)
      throws InterruptedException {
    boolean all = true;
    for (Pump pump : some) {
      all &= pump.endedWithin(patience);
    }
    return all;
  }

  /** A command line may hold what must not be seen. */
  private String describe(long pid) {
    String command = redaction.applyAndCut(ProcessTable.command(pid), LONGEST_COMMAND);
    return "%d (%s)".formatted(pid, command);
  }

  /** Returns when nobody of the tool's run and none of its known descendants lives. */
  void end() {
    List<Long> others = new ArrayList<>(process.descendants().map(ProcessHandle::pid).toList());
    if (process.isAlive()) {
      others.add(process.pid());
    }
    leftovers.end(others);
  }

  /** What went on when the tool had ended, in words; empty for most. */
  List<String> leftBehind() {
    return List.copyOf(leftBehind);
  }

  /** Whether somebody who was not found still holds the output open. */
  boolean heldOpen() {
    return heldOpen;
  }

  /** Why the output could not be taken; null when all went well. */
  @Nullable Throwable outputFailure() {
    return pumps.stream()
        .map(Pump::failure)
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }

  String output() {
    return tail.end();
  }
}
