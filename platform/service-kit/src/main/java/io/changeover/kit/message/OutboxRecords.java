package io.changeover.kit.message;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The sending side of the outbox. */
public interface OutboxRecords {
  /**
   * Takes the oldest records out for good if they were sent. One instance of a service does so at a
   * time; the others wait.
   *
   * @param sending gives back the ids of those that arrived
   */
  Sent take(int atMost, Function<List<WaitingRecord>, Collection<Long>> sending);

  /** Takes records out that were sent; losing that would only send them again. */
  void remove(Collection<Long> sent);

  /** How many wait, counted up to a bound, and how long the oldest has waited. */
  Backlog backlog();

  /** What came of taking records out. */
  record Sent(int taken, int arrived) {
    public boolean all() {
      return taken == arrived;
    }
  }

  /** What waits to be sent. */
  record Backlog(long records, double oldestSeconds) {}
}
