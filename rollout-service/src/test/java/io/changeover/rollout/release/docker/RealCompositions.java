package io.changeover.rollout.release.docker;

import io.changeover.kit.target.Workspaces;
import io.changeover.rollout.release.Compositions;
import io.changeover.rollout.release.Supervisor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets tests of the package above use the real ones. */
public final class RealCompositions {
  private RealCompositions() {}

  /** With that program as docker. */
  public static Compositions at(@Nullable String host, Workspaces workspaces, String program) {
    return new DockerCompositions(
        workspaces, new DockerSettings(host, List.of(program), List.of("docker-compose")));
  }

  public static Supervisor supervisor(@Nullable String host) {
    return new DockerSupervisor(new DockerSettings(host, List.of("docker"), List.of()));
  }
}
