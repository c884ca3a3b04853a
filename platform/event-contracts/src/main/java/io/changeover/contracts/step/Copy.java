package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Copies every table of a SQLite database into the tables of a PostgreSQL database, which are there
 * and empty. Back empties them again. Nothing is copied in part: a value that the target's type
 * does not take is mapped by a rule, or fails the step.
 *
 * @param from the SQLite database; nobody writes to it meanwhile
 * @param target the PostgreSQL database, which decides about types
 * @param without tables of the source that are not copied
 * @param map what becomes of values that do not fit
 * @param verify content (the default) or counts
 */
@JsonTypeName("copy")
@DoneBy(value = Specialist.MIGRATION, changes = true, in = Phase.MIGRATE)
public record Copy(
    TargetAlias from,
    TargetAlias target,
    @Nullable Set<String> without,
    @Nullable List<CopyRule> map,
    @Nullable CopyVerification verify)
    implements StepSpec {
  public Copy {
    without =
        without == null ? Set.of() : java.util.Collections.unmodifiableSet(new TreeSet<>(without));
    map = map == null ? List.of() : List.copyOf(map);
    verify = verify == null ? CopyVerification.CONTENT : verify;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(from, target);
  }
}
