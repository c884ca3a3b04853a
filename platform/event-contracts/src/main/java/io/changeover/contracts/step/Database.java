package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a database answers with its registered credentials.
 *
 * @param versionAtLeast the lowest server version that will do, such as 15
 * @param connectionsBelowPercent how much of max_connections may be in use
 * @param cacheHitAtLeastPercent the lowest buffer cache hit ratio
 */
@JsonTypeName("database")
@DoneBy(value = Specialist.VALIDATION, rehearsable = true)
public record Database(
    TargetAlias target,
    @Nullable String versionAtLeast,
    @Nullable Integer connectionsBelowPercent,
    @Nullable Integer cacheHitAtLeastPercent)
    implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
