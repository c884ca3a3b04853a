package io.changeover.contracts.event;

import io.changeover.contracts.Receipt;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** Everything went on the scratch database as it is meant to go in production. */
@WireType("changeover.rehearsal.passed")
public record RehearsalPassed(Instant at, Receipt receipt) implements DeploymentEvent {}
