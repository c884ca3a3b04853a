package io.changeover.rollout.linux;

import io.changeover.kit.process.Secrets;
import io.changeover.rollout.InstanceProcesses;
import io.changeover.rollout.Pause;
import io.changeover.rollout.RolloutSettings;

/** The processes of this host, for tests of other packages. */
public final class RealProcesses {
  private RealProcesses() {}

  public static InstanceProcesses of(Pause pause, RolloutSettings settings, Secrets secrets) {
    return new LinuxInstanceProcesses(new ProcessEnding(pause, settings), secrets);
  }
}
