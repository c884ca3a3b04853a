package io.changeover.notification.delivery;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.DeploymentEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Events that came before one that goes before them. */
public interface HeldEvents {
  /** Keeps an event; one that is kept already is not kept twice. */
  void hold(DeploymentId deployment, long sequence, DeploymentEvent event, Instant now);

  /** Those of the deployments of which something is kept. */
  Set<DeploymentId> keptOf(Collection<DeploymentId> deployments);

  /** Takes out the event of that sequence, if it is there. */
  Optional<DeploymentEvent> take(DeploymentId deployment, long sequence);

  /** The lowest sequence that is kept of a deployment. */
  Optional<Long> lowest(DeploymentId deployment);

  /** Deployments of which something has been kept since before the given time. */
  List<DeploymentId> heldSinceBefore(Instant time);
}
