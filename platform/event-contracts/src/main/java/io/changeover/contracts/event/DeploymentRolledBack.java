package io.changeover.contracts.event;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.WireType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The deployment has ended with everything as before; after level 2 with users on the version
 * before and the schema as migrated; by hand as whoever did it has left it, with nothing compared.
 *
 * @param level null when a person did it by hand
 */
@WireType("changeover.deployment.rolled-back")
public record DeploymentRolledBack(Instant at, @Nullable RollbackLevel level, String summary)
    implements DeploymentEvent {}
