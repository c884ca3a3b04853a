package io.changeover.orchestrator.deployment;

import io.changeover.contracts.Digest;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.core.Decision;
import io.changeover.core.Deployment;
import io.changeover.core.DueTime;
import io.changeover.core.Effect;
import io.changeover.core.Evolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what several decisions about one deployment change, within one transaction. */
final class Recording {
  private final List<Change.Caused> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Digest follows;
  private Deployment state;

  Recording(Locked locked) {
    this.follows = locked.lastHash();
    this.state = locked.state();
  }

  Deployment state() {
    return state;
  }

  void take(Decision decision, String causation, @Nullable String traceparent) {
    switch (decision) {
      case Decision.Accepted accepted -> {
        accepted.events().forEach(event -> add(event, causation, traceparent));
        effects.addAll(accepted.effects());
        state = accepted.next();
      }
      case Decision.Rejected rejected -> {
        add(rejected.record(), causation, traceparent);
        state = Evolution.evolve(state, rejected.record());
      }
      case Decision.Duplicate duplicate -> {}
    }
  }

  private void add(DeploymentEvent event, String causation, @Nullable String traceparent) {
    events.add(new Change.Caused(event, causation, traceparent));
  }

  /** What is to be written; empty when nothing has changed and nothing is to be sent. */
  Optional<Change> change(Instant now, boolean evenWithoutEvents) {
    if (events.isEmpty() && effects.isEmpty() && !evenWithoutEvents) {
      return Optional.empty();
    }
    return Optional.of(new Change(state, events, effects, DueTime.of(state, now), follows));
  }
}
