package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import java.time.Instant;
import java.util.List;

/** A deployment as a list shows it. */
public record Listed(
    DeploymentId id,
    String plan,
    String version,
    String environment,
    List<String> targets,
    String state,
    boolean ended,
    String requestedBy,
    Instant requestedAt,
    Instant changedAt) {
  public Listed {
    targets = List.copyOf(targets);
  }
}
