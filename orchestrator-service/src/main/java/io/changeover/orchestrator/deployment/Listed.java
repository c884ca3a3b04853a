package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.core.History;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as a list shows it.
 *
 * @param endedAt null while it runs
 * @param history what it has changed, its issues and its figures; null while it runs
 */
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
    Instant changedAt,
    @Nullable Instant endedAt,
    @Nullable History history) {
  public Listed {
    targets = List.copyOf(targets);
  }
}
