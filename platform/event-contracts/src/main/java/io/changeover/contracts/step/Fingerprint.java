package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a database with what it was when a backup step dumped it.
 *
 * @param against the backup step
 * @param scope data (the columns that were there, the default), schema, or all (both)
 */
@JsonTypeName("fingerprint")
@DoneBy(value = Specialist.BACKUP, rehearsable = true)
public record Fingerprint(TargetAlias target, StepId against, @Nullable FingerprintScope scope)
    implements StepSpec {
  public Fingerprint {
    scope = scope == null ? FingerprintScope.DATA : scope;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Set<StepId> evidenceFrom() {
    return Set.of(against);
  }

  @Override
  public boolean canCompareWith(StepSpec earlier) {
    return earlier instanceof DatabaseDump;
  }
}
