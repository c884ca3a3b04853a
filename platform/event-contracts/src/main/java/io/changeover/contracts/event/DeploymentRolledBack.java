package io.changeover.contracts.event;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.WireType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The deployment has ended with everything as before.
 *
 * @param level null when a person did it by hand
 */
@WireType("changeover.deployment.rolled-back")
public record DeploymentRolledBack(Instant at, @Nullable RollbackLevel level, String summary)
    implements DeploymentEvent {}
