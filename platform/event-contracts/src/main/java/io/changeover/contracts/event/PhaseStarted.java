package io.changeover.contracts.event;

import io.changeover.contracts.Phase;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** A phase began. */
@WireType("changeover.phase.started")
public record PhaseStarted(Instant at, Phase phase) implements DeploymentEvent {}
