package io.changeover.contracts.event;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.WireType;
import java.time.Instant;

/**
 * A specialist was told to do a step.
 *
 * @param deadline when the orchestrator stops waiting for a report
 */
@WireType("changeover.step.dispatched")
public record StepDispatched(
    Instant at, StepId step, Direction direction, int attempt, CommandId command, Instant deadline)
    implements DeploymentEvent {}
