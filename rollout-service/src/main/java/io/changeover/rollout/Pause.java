package io.changeover.rollout;

import java.time.Duration;

/** How this service waits between two looks at something. */
@FunctionalInterface
public interface Pause {
  /**
   * Returns after this long.
   *
   * @throws InterruptedException as soon as the step is stopped
   */
  void lasting(Duration length) throws InterruptedException;
}
