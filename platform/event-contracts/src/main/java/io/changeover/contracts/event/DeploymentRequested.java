package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Digest;
import io.changeover.contracts.WireType;
import io.changeover.contracts.plan.Plan;
import java.time.Instant;
import java.util.Map;

/**
 * Somebody asked for a deployment; the plan is frozen here.
 *
 * @param planDigest SHA-256 of the plan's canonical JSON
 * @param environment where it is deployed, for people: production, staging
 * @param parameters as given by who started it
 * @param reason why, in the words of who started it
 */
@WireType("changeover.deployment.requested")
public record DeploymentRequested(
    Instant at,
    Plan plan,
    Digest planDigest,
    String environment,
    Map<String, String> parameters,
    String reason,
    Actor by)
    implements DeploymentEvent {
  public DeploymentRequested {
    parameters = Map.copyOf(parameters);
  }
}
