package io.changeover.contracts.event;

import io.changeover.contracts.WireType;
import java.time.Instant;

/** The deployment has ended without having changed anything. */
@WireType("changeover.deployment.failed")
public record DeploymentFailed(Instant at, String summary) implements DeploymentEvent {}
