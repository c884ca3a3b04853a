package io.changeover.contracts.event;

import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** A specialist has begun a step that takes a while. */
@WireType("changeover.step.started")
public record StepStarted(Instant at, StepId step, Direction direction, int attempt, String worker)
    implements DeploymentEvent {}
