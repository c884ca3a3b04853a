package io.changeover.rollout.release;

import io.changeover.contracts.Evidence;
import java.time.Duration;
import java.util.List;

/** How a switch went: how long it took, and how the applications answered meanwhile. */
record Switched(Duration took, List<Evidence.Switch> switches) {
  /** Nothing was switched. */
  static final Switched NOTHING = new Switched(Duration.ZERO, List.of());

  Switched {
    switches = List.copyOf(switches);
  }

  /** One that began then, by the clock that is never set, and is over now. */
  static Switched since(long began, List<Evidence.Switch> switches) {
    return new Switched(Duration.ofNanos(System.nanoTime() - began), switches);
  }
}
