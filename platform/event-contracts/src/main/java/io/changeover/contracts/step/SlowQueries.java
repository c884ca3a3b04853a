package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for statements that take long: those running now, and the means of pg_stat_statements where
 * it is loaded.
 *
 * @param over what counts as slow
 * @param atMost how many pass; none when absent
 * @param baseline the earlier step of this kind: means are of the calls since
 */
@JsonTypeName("slow-queries")
@DoneBy(value = Specialist.VALIDATION, rehearsable = true)
public record SlowQueries(
    TargetAlias target, Duration over, @Nullable Integer atMost, @Nullable StepId baseline)
    implements StepSpec {
  public SlowQueries {
    atMost = atMost == null ? 0 : atMost;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Set<StepId> evidenceFrom() {
    return baseline == null ? Set.of() : Set.of(baseline);
  }

  @Override
  public boolean canCompareWith(StepSpec earlier) {
    return earlier instanceof SlowQueries slow
        && slow.target.equals(target)
        && slow.baseline == null;
  }
}
