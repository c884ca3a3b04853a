package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole SQLite database and counts, by table and column, what {@link Copy} would refuse and
 * what its rules would map. Where the target has no tables yet, the types that SQLite's columns are
 * declared with stand in.
 *
 * @param without tables of the source that are not copied
 * @param map what becomes of values that do not fit
 */
@JsonTypeName("copy-check")
@DoneBy(Specialist.MIGRATION)
public record CopyCheck(
    TargetAlias from,
    TargetAlias target,
    @Nullable Set<String> without,
    @Nullable List<CopyRule> map)
    implements StepSpec {
  public CopyCheck {
    without =
        without == null ? Set.of() : java.util.Collections.unmodifiableSet(new TreeSet<>(without));
    map = map == null ? List.of() : List.copyOf(map);
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(from, target);
  }

  /** It reads everything. */
  @Override
  public Duration usualTimeout() {
    return CHANGING;
  }
}
