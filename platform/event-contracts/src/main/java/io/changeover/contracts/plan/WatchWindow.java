package io.changeover.contracts.plan;

import java.time.Duration;
import java.util.List;

/**
 * A part of the watch.
 *
 * @param until when the window ends, from the start of the watch
 * @param every how long from the start of one round of checks to the next; the first round starts
 *     with the window
 * @param failuresInARow how many rounds must fail one after the other before the deployment reacts
 */
public record WatchWindow(
    String name, Duration until, Duration every, int failuresInARow, List<PlanStep> checks) {
  public WatchWindow {
    checks = List.copyOf(checks);
    if (until.isNegative() || until.isZero() || every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("until and every are longer than nothing");
    }
    if (failuresInARow < 1 || failuresInARow > 100) {
      throw new IllegalArgumentException("failuresInARow is 1 to 100 but not " + failuresInARow);
    }
  }
}
