package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.core.Deployment;
import io.changeover.core.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision changes.
 *
 * @param next the deployment after the events
 * @param events in order, each with what led to it
 * @param dueAt when the deployment has to be looked at next
 * @param follows the hash of the event before the first of these
 */
public record Change(
    Deployment next,
    List<Caused> events,
    List<Effect> effects,
    Optional<Instant> dueAt,
    Digest follows) {
  public Change {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }

  public DeploymentId id() {
    return next.id();
  }

  /** The sequence number of the event before the first of these; 0 for a new deployment. */
  public long after() {
    return next.sequence() - events.size();
  }

  /**
   * An event and what led to it.
   *
   * @param causation a report's or request's id; empty when only time did
   * @param traceparent of the request or record; null when there was none
   */
  public record Caused(DeploymentEvent event, String causation, @Nullable String traceparent) {}
}
