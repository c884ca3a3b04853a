package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.time.Duration;
import java.util.Set;

/**
 * Dumps a database and restores the dump into a scratch database that stays for a rehearsal; the
 * restored copy is compared with what was dumped. Back, on the scratch database: the dump is
 * restored once more, compared, and takes the scratch database's name, as level 3 does it. Made by
 * {@code rehearse}; never written in a plan.
 */
@JsonTypeName("clone-database")
@DoneBy(value = Specialist.BACKUP, check = false, rehearsable = true, written = false)
public record CloneDatabase(TargetAlias target, CopyScope copy) implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Duration usualTimeout() {
    return CHANGING;
  }
}
