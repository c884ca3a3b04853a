package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.core.Decision;
import io.changeover.core.Deployment;
import io.changeover.core.DueTime;
import io.changeover.core.Lifecycle;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts deployments. */
public final class StartingDeployment {
  private final Deployments deployments;
  private final TransactionTemplate transaction;

  public StartingDeployment(Deployments deployments, TransactionTemplate transaction) {
    this.deployments = deployments;
    this.transaction = transaction;
  }

  /**
   * Starts a deployment and tells the specialists what comes first.
   *
   * @param causation what the events name as their cause: the request's key
   * @throws Deployments.TargetBusy when another live deployment has one of the targets
   */
  public Deployment start(
      DeploymentRequested request, String causation, @Nullable String traceparent)
      throws Deployments.TargetBusy {
    DeploymentId id = new DeploymentId(UUID.randomUUID().toString());
    Decision.Accepted first = Lifecycle.start(id, request);
    List<Change.Caused> events =
        first.events().stream()
            .map(event -> new Change.Caused(event, causation, traceparent))
            .toList();
    Change change =
        new Change(
            first.next(),
            events,
            first.effects(),
            DueTime.of(first.next(), request.at()),
            HashChain.START);
    try {
      transaction.executeWithoutResult(status -> create(change));
    } catch (Busy busy) {
      throw busy.reason;
    }
    return first.next();
  }

  private void create(Change change) {
    try {
      deployments.create(change);
    } catch (Deployments.TargetBusy busy) {
      throw new Busy(busy);
    }
  }

  /** Carries the refusal out of the transaction, which it rolls back. */
  private static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Deployments.TargetBusy reason;

    Busy(Deployments.TargetBusy reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
