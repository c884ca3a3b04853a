package io.changeover.contracts.event;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** Everything is back, after level 2 the users, and this was verified. */
@WireType("changeover.rollback.completed")
public record RollbackCompleted(Instant at, RollbackLevel level, String summary)
    implements DeploymentEvent {}
