package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether {@code pg_dump} and {@code pg_restore} are there and not older than the server.
 *
 * @param keptFor how long the backup service has to keep every backup at least; not looked at when
 *     absent
 */
@JsonTypeName("backup-tools")
@DoneBy(Specialist.BACKUP)
public record BackupTools(TargetAlias target, @Nullable Duration keptFor) implements StepSpec {
  /** The tools only. */
  public BackupTools(TargetAlias target) {
    this(target, null);
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
