package io.changeover.contracts.event;

import io.changeover.contracts.WireType;
import java.time.Instant;

/** The deployment has ended well. */
@WireType("changeover.deployment.succeeded")
public record DeploymentSucceeded(Instant at, String summary) implements DeploymentEvent {}
