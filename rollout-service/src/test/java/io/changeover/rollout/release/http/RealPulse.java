package io.changeover.rollout.release.http;

import io.changeover.rollout.release.Pulse;

/** Lets tests of the package above use the real one. */
public final class RealPulse {
  private RealPulse() {}

  public static Pulse create() {
    return new HttpPulse();
  }
}
