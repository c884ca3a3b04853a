package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** Somebody wants the deployment to end; running steps are cancelled. */
@WireType("changeover.deployment.abort-requested")
public record AbortRequested(Instant at, Actor by, String reason) implements DeploymentEvent {}
