package io.changeover.rollout.nginx;

import io.changeover.rollout.MaintenanceFlag;
import io.changeover.rollout.Pause;
import io.changeover.rollout.RolloutSettings;
import io.changeover.rollout.TrafficFront;

/** nginx as a front, for tests of other packages. */
public final class RealFront {
  private RealFront() {}

  public static TrafficFront of(Pause pause, RolloutSettings settings) {
    return new NginxFront(pause, settings);
  }

  public static MaintenanceFlag maintenance() {
    return new MaintenanceFile();
  }
}
