package io.changeover.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A running child with its output in a log file. */
final class ChildProcess {
  /** How long a killed process may take to vanish from the process table. */
  private static final Duration REAP = Duration.ofSeconds(5);

  /**
   * Starts every child. A parent-death signal is sent when the thread that started the child ends,
   * not when its process does, so that thread has to live as long as the JVM.
   */
  private static final ExecutorService KEEPER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("embedded-process-keeper").daemon().factory());

  private final Process process;
  private final ChildOutput output;

  private ChildProcess(Process process, ChildOutput output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a child whose first output line containing {@code readyText} means that it is ready. */
  static ChildProcess start(List<String> command, Path log, String readyText) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    ChildEnvironment.restrict(builder.environment());
    Process process = onKeeper(builder);
    return new ChildProcess(process, ChildOutput.follow(process, log, readyText));
  }

  /** Runs a short command to its end and ignores what it prints; true if it succeeded in time. */
  static boolean run(List<String> command, Duration limit) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    ChildEnvironment.restrict(builder.environment());
    try {
      Process process = onKeeper(builder);
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Process onKeeper(ProcessBuilder builder) {
    try {
      return KEEPER.submit(builder::start).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedStartException("interrupted while starting " + builder.command().get(0), e);
    } catch (ExecutionException e) {
      throw new EmbeddedStartException("cannot start " + builder.command().get(0), e);
    }
  }

  /** Returns once the child is ready; a child that is not by then is killed. */
  void awaitReady(Duration limit) {
    try {
      output.ready().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      killTree();
      throw new EmbeddedStartException("not ready within " + limit + ": " + output.tail(), e);
    } catch (ExecutionException e) {
      killTree();
      throw new EmbeddedStartException("ended before it was ready: " + output.tail(), e);
    } catch (InterruptedException e) {
      killTree();
      Thread.currentThread().interrupt();
      throw new EmbeddedStartException("interrupted while waiting for a child", e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the child's standard input, which a child of ours takes as the order to stop. */
  void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // Only a child that has ended breaks this pipe, and ending it is what we want.
      output.note("standard input was already closed: " + alreadyGone.getMessage());
    }
  }

  /** Waits for the end; true if it came in time. */
  boolean awaitExit(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Kills the child and everything below it, and waits until the child is gone. */
  void killTree() {
    try (Stream<ProcessHandle> below = process.descendants()) {
      below.toList().forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
    awaitExit(REAP);
  }
}
