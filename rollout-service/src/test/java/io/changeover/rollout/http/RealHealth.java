package io.changeover.rollout.http;

import io.changeover.rollout.Health;

/** Health over HTTP, for tests of other packages. */
public final class RealHealth {
  private RealHealth() {}

  public static Health create() {
    return new HttpHealth();
  }
}
