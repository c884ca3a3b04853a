package io.changeover.notification.delivery;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Folding;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes events in, in the order of each deployment's log: one that was seen before is dropped, one
 * that comes too early is kept until those before it came. Events, the views that they lead to and
 * the messages that come of them are one transaction, the caller's.
 */
public final class TakingEvents {
  private static final Logger LOG = LoggerFactory.getLogger(TakingEvents.class);

  private final DeploymentViews views;
  private final HeldEvents held;
  private final Deliveries deliveries;
  private final Routing routing;
  private final Pace pace;
  private final Clock clock;
  private final WakeUp wakeUp;

  TakingEvents(Stores stores, Routing routing, Pace pace, Clock clock, WakeUp wakeUp) {
    this.views = stores.views();
    this.held = stores.held();
    this.deliveries = stores.deliveries();
    this.routing = routing;
    this.pace = pace;
    this.clock = clock;
    this.wakeUp = wakeUp;
  }

  /** Takes events in, of as many deployments as there are, each read and written once. */
  public void take(List<LogEntry> entries) {
    Set<DeploymentId> ids = new LinkedHashSet<>();
    entries.forEach(entry -> ids.add(entry.deployment()));
    Map<DeploymentId, DeploymentView> known = views.lock(ids);
    Map<DeploymentId, DeploymentView> changed = new HashMap<>();
    Set<DeploymentId> waiting = new HashSet<>(held.keptOf(ids));
    List<NewDelivery> messages = new ArrayList<>();
    for (LogEntry entry : entries) {
      DeploymentId id = entry.deployment();
      DeploymentView view = Objects.requireNonNull(changed.getOrDefault(id, known.get(id)));
      if (entry.sequence() == view.sequence() + 1) {
        DeploymentView next = apply(view, entry.event(), messages);
        changed.put(id, waiting.contains(id) ? drain(next, messages) : next);
      } else if (entry.sequence() > view.sequence()) {
        held.hold(id, entry.sequence(), entry.event(), clock.instant());
        waiting.add(id);
      }
    }
    keep(changed.values(), messages);
  }

  /**
   * Goes on without events that have not come for too long: unreadable ones, and those that the
   * broker has lost.
   */
  public void passOver(DeploymentId deployment) {
    DeploymentView view = Objects.requireNonNull(views.lock(List.of(deployment)).get(deployment));
    Optional<Long> lowest = held.lowest(deployment);
    if (lowest.isEmpty()) {
      return;
    }
    if (lowest.get() > view.sequence() + 1) {
      LOG.warn(
          "Events {} to {} of deployment {} have not come; going on without them",
          view.sequence() + 1,
          lowest.get() - 1,
          deployment);
    }
    List<NewDelivery> messages = new ArrayList<>();
    DeploymentView skipped = Folding.skip(view, Math.max(view.sequence(), lowest.get() - 1));
    keep(List.of(drain(skipped, messages)), messages);
  }

  private void keep(Collection<DeploymentView> changed, List<NewDelivery> messages) {
    views.save(changed);
    if (!messages.isEmpty()) {
      deliveries.add(messages);
      wakeAfterCommit();
    }
  }

  private DeploymentView drain(DeploymentView view, List<NewDelivery> messages) {
    DeploymentView current = view;
    Optional<DeploymentEvent> next = held.take(current.id(), current.sequence() + 1);
    while (next.isPresent()) {
      current = apply(current, next.get(), messages);
      next = held.take(current.id(), current.sequence() + 1);
    }
    return current;
  }

  private DeploymentView apply(
      DeploymentView view, DeploymentEvent event, List<NewDelivery> messages) {
    DeploymentView after = Folding.fold(view, view.sequence() + 1, event);
    Instant now = clock.instant();
    if (event.at().isAfter(now.minus(pace.tellNothingOlderThan()))) {
      messages.addAll(routing.of(view, after, event, now));
    }
    return after;
  }

  private void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wakeUp.wake();
          }
        });
  }
}
