package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** No further steps are begun; those running end. */
@WireType("changeover.deployment.paused")
public record DeploymentPaused(Instant at, Actor by, String reason) implements DeploymentEvent {}
