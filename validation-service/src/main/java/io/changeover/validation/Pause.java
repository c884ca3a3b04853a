package io.changeover.validation;

import java.time.Duration;

/** How this service waits. */
@FunctionalInterface
public interface Pause {
  /**
   * Returns after this long.
   *
   * @throws InterruptedException as soon as the step is stopped
   */
  void lasting(Duration length) throws InterruptedException;
}
