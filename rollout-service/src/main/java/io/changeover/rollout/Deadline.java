package io.changeover.rollout;

import java.time.Duration;

/** A point in time by the clock that is never set. */
public record Deadline(long nanos) {
  public static Deadline in(Duration length) {
    return new Deadline(System.nanoTime() + length.toNanos());
  }

  public boolean passed() {
    return System.nanoTime() - nanos >= 0;
  }
}
