package io.changeover.contracts.event;

import io.changeover.contracts.WireType;
import java.time.Instant;

/** The deployment has ended before anything was changed, because somebody wanted so. */
@WireType("changeover.deployment.aborted")
public record DeploymentAborted(Instant at, String summary) implements DeploymentEvent {}
