package io.changeover.notification.delivery;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Folding;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes events in, in the order of each deployment's log: one that was seen before is dropped, one
 * that comes too early is kept until those before it came. An event, the view that it leads to and
 * the messages that come of it are one transaction, the caller's.
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

  /** Takes one event in. */
  public void take(DeploymentId deployment, long sequence, DeploymentEvent event) {
    DeploymentView view = views.lock(deployment);
    if (sequence <= view.sequence()) {
      return;
    }
    if (sequence > view.sequence() + 1) {
      held.hold(deployment, sequence, event, clock.instant());
      return;
    }
    views.save(drain(apply(view, event)));
    wakeAfterCommit();
  }

  /**
   * Goes on without events that have not come for too long: unreadable ones, and those that the
   * broker has lost.
   */
  public void passOver(DeploymentId deployment) {
    DeploymentView view = views.lock(deployment);
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
    views.save(drain(Folding.skip(view, Math.max(view.sequence(), lowest.get() - 1))));
    wakeAfterCommit();
  }

  private DeploymentView drain(DeploymentView view) {
    DeploymentView current = view;
    Optional<DeploymentEvent> next = held.take(current.id(), current.sequence() + 1);
    while (next.isPresent()) {
      current = apply(current, next.get());
      next = held.take(current.id(), current.sequence() + 1);
    }
    return current;
  }

  private DeploymentView apply(DeploymentView view, DeploymentEvent event) {
    DeploymentView after = Folding.fold(view, view.sequence() + 1, event);
    Instant now = clock.instant();
    if (event.at().isAfter(now.minus(pace.tellNothingOlderThan()))) {
      deliveries.add(routing.of(view, after, event, now));
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
