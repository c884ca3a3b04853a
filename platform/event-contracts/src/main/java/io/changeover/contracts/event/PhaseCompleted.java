package io.changeover.contracts.event;

import io.changeover.contracts.Phase;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** Everything in a phase has succeeded. */
@WireType("changeover.phase.completed")
public record PhaseCompleted(Instant at, Phase phase) implements DeploymentEvent {}
