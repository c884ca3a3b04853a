package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.core.Deployment;

/**
 * A deployment that the caller's transaction has locked.
 *
 * @param lastHash of the event that its log ends with
 */
public record Locked(Deployment state, Digest lastHash) {
  public DeploymentId id() {
    return state.id();
  }
}
