package io.changeover.rollout.release.railway;

import io.changeover.kit.target.Workspaces;
import io.changeover.rollout.release.RailwayServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Lets tests of the package above use the command line's adapter. */
public final class RealRailway {
  private RealRailway() {}

  public static RailwayServices of(List<String> command, Path tokenFile, Workspaces workspaces) {
    return new CommandLineRailway(
        workspaces, new RailwaySettings(command, tokenFile, Duration.ofMillis(100)));
  }
}
