package io.changeover.migration.copy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What one worker remembers from one attempt at a copy to its next one. Each attempt has a number:
 * larger than those of this worker's earlier ones, of workers before it, and of commands before its
 * own. So the ledger alone tells who is the younger one.
 */
final class Attempts {
  /** How long a server that has gone away is waited for, unless something has arrived meanwhile. */
  static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

  /** Room for a million workers of a command, and for as many attempts of each. */
  private static final int BITS = 20;

  private final Clock clock;
  private long number;
  private boolean begun;
  private Instant lost = Instant.MAX;

  /**
   * Begins to count.
   *
   * @param command counts the commands for the step, from 1
   * @param fence counts the workers that have taken up the command, from 1
   */
  Attempts(int command, long fence, Clock clock) {
    this.number = ((long) command << (2 * BITS)) | (fence << BITS);
    this.clock = clock;
  }

  /** The number of the next attempt, or of what undoes all of them. */
  synchronized long next() {
    return ++number;
  }

  /** The ledger holds a number of this worker. */
  synchronized void begun() {
    begun = true;
  }

  /**
   * Whether the ledger has held a number of this worker: if it is gone, somebody undid the copy.
   */
  synchronized boolean haveBegun() {
    return begun;
  }

  /** Something has arrived in the target for good: whatever comes now is another outage. */
  synchronized void arrived() {
    lost = Instant.MAX;
  }

  /** The server is gone; true when it is no longer waited for. */
  synchronized boolean isLostForTooLong() {
    Instant now = clock.instant();
    lost = lost.equals(Instant.MAX) ? now : lost;
    return now.isAfter(lost.plus(LONGEST_OUTAGE));
  }
}
