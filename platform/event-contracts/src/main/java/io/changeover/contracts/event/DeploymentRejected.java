package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Role;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** Somebody who had to agree did not. */
@WireType("changeover.deployment.rejected")
public record DeploymentRejected(Instant at, Role role, Actor by, String reason)
    implements DeploymentEvent {}
