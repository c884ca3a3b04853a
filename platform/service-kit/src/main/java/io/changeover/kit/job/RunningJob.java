package io.changeover.kit.job;

import io.changeover.contracts.Progress;
import io.changeover.kit.step.StopSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A job while a worker has it. It ends once: what is reported after that is dropped. Thread-safe.
 */
final class RunningJob {
  private final ClaimedJob claimed;
  private final Instant startedAt;
  private final long startedNanos = System.nanoTime();
  private final StopSwitch stops = new StopSwitch();
  private final AtomicReference<@Nullable StopReason> stopReason = new AtomicReference<>();
  private final AtomicReference<@Nullable Progress> progress = new AtomicReference<>();
  private @Nullable Thread thread;
  private boolean ended;
  private boolean startTold;
  private long progressToldNanos;

  /**
   * Takes up a claimed job.
   *
   * @param now on this service's clock
   */
  RunningJob(ClaimedJob claimed, Instant now) {
    this.claimed = claimed;
    this.startedAt = now.minus(claimed.age());
  }

  ClaimedJob claimed() {
    return claimed;
  }

  StopSwitch stops() {
    return stops;
  }

  /** When the first worker started it. */
  Instant startedAt() {
    return startedAt;
  }

  Duration elapsed() {
    return claimed.age().plus(elapsedHere());
  }

  private Duration elapsedHere() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(claimed.command()).map(command -> command.timeout());
  }

  /** True when it has taken longer than its plan allows, the time of dead workers included. */
  boolean isOutOfTime() {
    return timeout().filter(limit -> elapsed().compareTo(limit) >= 0).isPresent();
  }

  /** The reason of the first stop; empty while it is not stopped. */
  Optional<StopReason> stopReason() {
    return Optional.ofNullable(stopReason.get());
  }

  /** The thread that works on it, from now on. */
  synchronized void workedOnBy(Thread worker) {
    thread = worker;
  }

  /** Stops it, without waiting for it. Only the first reason counts. */
  void stop(StopReason reason) {
    if (stopReason.compareAndSet(null, reason)) {
      // Whoever stops must not wait for a tool to die.
      Thread.ofVirtual().name("stop-" + claimed.key().command()).start(this::stopAll);
    }
  }

  private void stopAll() {
    interrupt();
    stops.stop();
  }

  /** Interrupts the work on it, unless it has ended. */
  synchronized void interrupt() {
    if (thread != null && !ended) {
      thread.interrupt();
    }
  }

  /** True for the first call; the worker's thread is not interrupted after that. */
  synchronized boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  void progress(Progress latest) {
    progress.set(latest);
  }

  /** True once, when it has run for that long and has not ended. */
  synchronized boolean startIsDue(Duration patience) {
    if (ended || startTold || elapsedHere().compareTo(patience) < 0) {
      return false;
    }
    startTold = true;
    return true;
  }

  /** The latest progress, when the one before was told long enough ago; not before its start. */
  synchronized Optional<Progress> dueProgress(Duration between) {
    boolean tooSoon = System.nanoTime() - progressToldNanos < between.toNanos();
    if (ended || !startTold || (progressToldNanos != 0 && tooSoon)) {
      return Optional.empty();
    }
    Optional<Progress> due = Optional.ofNullable(progress.getAndSet(null));
    due.ifPresent(_ -> progressToldNanos = System.nanoTime());
    return due;
  }
}
