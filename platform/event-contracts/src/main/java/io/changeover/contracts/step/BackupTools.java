package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;

/** Looks whether {@code pg_dump} and {@code pg_restore} are there and not older than the server. */
@JsonTypeName("backup-tools")
@DoneBy(Specialist.BACKUP)
public record BackupTools(TargetAlias target) implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
