package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands what this process has appended to a deployment's log to those who follow it, so that they
 * need not read it. A follower who finds a gap reads the log: it may come in another order than it
 * was committed in, or from another process.
 */
public final class EventFeed {
  /** The most growths that wait for a follower; one who is slower than that reads the log. */
  static final int MOST_WAITING = 100;

  private final Map<DeploymentId, Set<Following>> followers = new ConcurrentHashMap<>();

  /**
   * By what a log has grown.
   *
   * @param links in order; may be empty
   * @param ended whether the deployment has ended for good after them
   */
  public record Growth(List<HashChain.Link> links, boolean ended) {
    public Growth {
      links = List.copyOf(links);
    }
  }

  /** The log has grown. */
  public void grown(DeploymentId id, Growth growth) {
    followers.getOrDefault(id, Set.of()).forEach(follower -> follower.offer(growth));
  }

  /** Begins to follow; what happens from now on is not missed. */
  public Following follow(DeploymentId id) {
    Following following = new Following(id);
    followers.compute(
        id,
        (key, known) -> {
          Set<Following> all = known == null ? new CopyOnWriteArraySet<>() : known;
          all.add(following);
          return all;
        });
    return following;
  }

  /** Somebody who follows a log. */
  public final class Following implements AutoCloseable {
    private final DeploymentId id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Deque<Growth> waiting = new ArrayDeque<>();

    private Following(DeploymentId id) {
      this.id = id;
    }

    private void offer(Growth growth) {
      lock.lock();
      try {
        if (waiting.size() == MOST_WAITING) {
          waiting.removeFirst();
        }
        waiting.addLast(growth);
        grown.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /**
     * Waits until the log has grown since the last call, at most so long.
     *
     * @return by what; empty when it has not
     */
    public List<Growth> await(Duration atMost) throws InterruptedException {
      lock.lock();
      try {
        long left = atMost.toNanos();
        while (waiting.isEmpty() && left > 0) {
          left = grown.awaitNanos(left);
        }
        List<Growth> all = List.copyOf(waiting);
        waiting.clear();
        return all;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      followers.computeIfPresent(
          id,
          (key, known) -> {
            known.remove(this);
            return known.isEmpty() ? null : known;
          });
    }
  }
}
