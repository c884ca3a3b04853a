package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.time.Duration;
import java.util.Set;

/**
 * Copies a SQLite database through SQLite's online backup interface and proves the copy: {@code
 * integrity_check}, row counts and checksums of every table. Back is level 3: the copy takes the
 * file's place, and the replaced file is kept beside it.
 */
@JsonTypeName("sqlite-backup")
@DoneBy(value = Specialist.BACKUP, in = Phase.BACKUP, check = false)
public record SqliteBackup(TargetAlias target) implements DatabaseDump, StepSpec {
  /** A backup is opened and compared before it counts. */
  @Override
  public DumpVerification verify() {
    return DumpVerification.RESTORE;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  /** A backup with its proof takes as long as a change. */
  @Override
  public Duration usualTimeout() {
    return CHANGING;
  }
}
