package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** Steps are begun again. */
@WireType("changeover.deployment.resumed")
public record DeploymentResumed(Instant at, Actor by, String reason) implements DeploymentEvent {}
