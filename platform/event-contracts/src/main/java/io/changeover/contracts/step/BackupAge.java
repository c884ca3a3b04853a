package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the newest verified backup of a database is young enough.
 *
 * @param within the greatest age that passes
 * @param own whether the deployment's own backups count; they do when absent
 */
@JsonTypeName("backup-age")
@DoneBy(Specialist.BACKUP)
public record BackupAge(TargetAlias target, Duration within, @Nullable Boolean own)
    implements StepSpec {
  public BackupAge {
    own = own == null || own;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
