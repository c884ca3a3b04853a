package io.changeover.orchestrator.deployment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Sleep that ends early when something is due earlier than thought. */
public final class Alarm {
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Instant earliest = Instant.MAX;

  public Alarm(Clock clock) {
    this.clock = clock;
  }

  /** Something is due then. */
  public void ringAt(Instant due) {
    lock.lock();
    try {
      if (due.isBefore(earliest)) {
        earliest = due;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns at that time, or as soon as something that was told meanwhile is due. */
  void sleepUntil(Instant latest) {
    lock.lock();
    try {
      while (true) {
        Instant until = earliest.isBefore(latest) ? earliest : latest;
        Instant now = clock.instant();
        if (!until.isAfter(now)) {
          earliest = Instant.MAX;
          return;
        }
        changed.await(Duration.between(now, until).toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
