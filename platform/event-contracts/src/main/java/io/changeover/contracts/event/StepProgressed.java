package io.changeover.contracts.event;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Progress;
import io.changeover.contracts.StepId;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** A step has come this far. */
@WireType("changeover.step.progressed")
public record StepProgressed(
    Instant at, StepId step, Direction direction, int attempt, Progress progress)
    implements DeploymentEvent {}
