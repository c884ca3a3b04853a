package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.core.Deployment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The deployments and their logs. What changes happens in the caller's transaction; a deployment
 * that was locked stays so until its end.
 */
public interface Deployments {
  /** The deployments of these ids, locked in a fixed order; unknown ids are left out. */
  Map<DeploymentId, Locked> lock(Collection<DeploymentId> ids);

  /** The deployment as it stands, without a lock. */
  Optional<Deployment> find(DeploymentId id);

  /**
   * A new deployment with its first events, in the caller's transaction, which is of no use any
   * more when the target is busy.
   *
   * @throws TargetBusy when another live deployment has one of the targets
   */
  void create(Change change) throws TargetBusy;

  /** Further events of deployments that this transaction has locked. */
  void append(List<Change> changes);

  /**
   * The log after a sequence number, in order.
   *
   * @param limit the most events to return
   */
  List<LoggedEvent> events(DeploymentId id, long after, int limit);

  /**
   * Locked deployments that are due, at most {@code limit}; those locked by others are left out.
   */
  List<Locked> lockDue(Instant now, int limit);

  /** The deployments that are due, at most {@code limit}, longest first; nothing is locked. */
  List<DeploymentId> due(Instant now, int limit);

  /** Leaves a deployment alone until then, whatever is due: it cannot be read or decided about. */
  void defer(DeploymentId id, Instant until);

  /** When the next deployment is due. */
  Optional<Instant> nextDue();

  /** Newest first. */
  List<Listed> list(Filter filter);

  /** Another live deployment has the target. */
  final class TargetBusy extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient TargetName target;
    private final transient DeploymentId by;

    public TargetBusy(TargetName target, DeploymentId by) {
      super("The target %s is taken by the live deployment %s.".formatted(target, by));
      this.target = target;
      this.by = by;
    }

    public TargetName target() {
      return target;
    }

    public DeploymentId by() {
      return by;
    }
  }
}
