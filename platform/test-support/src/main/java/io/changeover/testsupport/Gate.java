package io.changeover.testsupport;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads through at once, after a delay, or not until it is opened. */
final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean shut;
  private long delayNanos;

  void shut() {
    change(true, 0);
  }

  void delay(Duration delay) {
    change(false, delay.toNanos());
  }

  void open() {
    change(false, 0);
  }

  void pass() throws InterruptedException {
    lock.lock();
    try {
      while (shut) {
        changed.await();
      }
      long left = delayNanos;
      while (left > 0 && !shut && delayNanos > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void change(boolean nowShut, long nanos) {
    lock.lock();
    try {
      shut = nowShut;
      delayNanos = nanos;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
