package io.changeover.notification.delivery;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread wait until there is something to do. A call while it does not wait is kept. */
public final class WakeUp {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition called = lock.newCondition();
  private boolean pending;

  /** There may be something to do. Returns at once. */
  public void wake() {
    lock.lock();
    try {
      pending = true;
      called.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a call, at most so long. */
  void await(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!pending && left > 0) {
        left = called.awaitNanos(left);
      }
      pending = false;
    } finally {
      lock.unlock();
    }
  }
}
