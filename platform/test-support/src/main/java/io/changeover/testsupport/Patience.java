package io.changeover.testsupport;

import java.time.Duration;

/** How long tests wait for what must come. */
public final class Patience {
  /**
   * Only a failing test waits so long: it is for a machine that does other things beside, never a
   * demand on speed.
   */
  public static final Duration LONG = Duration.ofMinutes(2);

  private Patience() {}
}
