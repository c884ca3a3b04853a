package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.WireType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants everything led back.
 *
 * @param level null to have it chosen
 */
@WireType("changeover.rollback.requested")
public record RollbackRequested(Instant at, @Nullable RollbackLevel level, Actor by, String reason)
    implements DeploymentEvent {}
