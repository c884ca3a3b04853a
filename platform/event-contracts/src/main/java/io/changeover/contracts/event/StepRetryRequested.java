package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** A person wants a failed step tried again. */
@WireType("changeover.step.retry-requested")
public record StepRetryRequested(
    Instant at, StepId step, Direction direction, Actor by, String reason)
    implements DeploymentEvent {}
