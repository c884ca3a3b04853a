package io.changeover.orchestrator.deployment;

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
 */
public record Change(
    Deployment next, List<Caused> events, List<Effect> effects, Optional<Instant> dueAt) {
  public Change {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }

  /**
   * An event and what led to it.
   *
   * @param causation a report's or request's id; empty when only time did
   * @param traceparent of the request or record; null when there was none
   */
  public record Caused(DeploymentEvent event, String causation, @Nullable String traceparent) {}
}
