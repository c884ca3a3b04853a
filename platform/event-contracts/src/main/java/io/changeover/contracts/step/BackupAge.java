package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.time.Duration;
import java.util.Set;

/**
 * Looks whether the newest verified backup of a database is young enough.
 *
 * @param within the greatest age that passes
 */
@JsonTypeName("backup-age")
@DoneBy(Specialist.BACKUP)
public record BackupAge(TargetAlias target, Duration within) implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
