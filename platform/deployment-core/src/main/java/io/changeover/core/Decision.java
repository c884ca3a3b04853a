package io.changeover.core;

import io.changeover.contracts.event.DeploymentEvent;
import java.util.List;

/** What follows from an input. */
public sealed interface Decision {
  /**
   * It was done.
   *
   * @param events in order; may be empty when only effects follow
   * @param next the state after the events
   */
  record Accepted(List<DeploymentEvent> events, List<Effect> effects, Deployment next)
      implements Decision {
    public Accepted {
      events = List.copyOf(events);
      effects = List.copyOf(effects);
    }
  }

  /**
   * It was not done, and the log says so.
   *
   * @param record the event that keeps the refusal
   */
  record Rejected(RejectionReason reason, DeploymentEvent record) implements Decision {}

  /** It was known already; nothing follows. */
  record Duplicate(String what) implements Decision {}
}
