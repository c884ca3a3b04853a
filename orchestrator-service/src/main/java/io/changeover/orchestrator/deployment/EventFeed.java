package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who follow a deployment's log when it has grown. */
public final class EventFeed {
  private final Map<DeploymentId, Bell> bells = new ConcurrentHashMap<>();

  /** The log has grown. */
  public void grown(DeploymentId id) {
    Bell bell = bells.get(id);
    if (bell != null) {
      bell.ring();
    }
  }

  /** Begins to follow; what happens from now on is not missed. */
  public Following follow(DeploymentId id) {
    Bell bell =
        bells.compute(
            id,
            (key, known) -> {
              Bell used = known == null ? new Bell() : known;
              used.followers++;
              return used;
            });
    return new Following(id, bell);
  }

  /** Somebody who follows a log. */
  public final class Following implements AutoCloseable {
    private final DeploymentId id;
    private final Bell bell;
    private long heard;

    private Following(DeploymentId id, Bell bell) {
      this.id = id;
      this.bell = bell;
      this.heard = bell.rings();
    }

    /**
     * Waits until the log has grown since the last call, at most so long.
     *
     * @return whether it has
     */
    public boolean await(Duration atMost) throws InterruptedException {
      long rings = bell.await(heard, atMost);
      boolean grown = rings != heard;
      heard = rings;
      return grown;
    }

    @Override
    public void close() {
      bells.computeIfPresent(id, (key, known) -> --known.followers == 0 ? null : known);
    }
  }

  /** Counts how often the log has grown. */
  private static final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;
    private int followers;

    void ring() {
      lock.lock();
      try {
        rings++;
        rung.signalAll();
      } finally {
        lock.unlock();
      }
    }

    long rings() {
      lock.lock();
      try {
        return rings;
      } finally {
        lock.unlock();
      }
    }

    long await(long heard, Duration atMost) throws InterruptedException {
      lock.lock();
      try {
        long left = atMost.toNanos();
        while (rings == heard && left > 0) {
          left = rung.awaitNanos(left);
        }
        return rings;
      } finally {
        lock.unlock();
      }
    }
  }
}
