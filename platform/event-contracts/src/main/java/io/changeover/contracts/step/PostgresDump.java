package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Dumps a PostgreSQL database with {@code pg_dump} and proves the dump by a real restore into a
 * scratch database. Back is level 3: restore into a new database, verify, swap by rename.
 *
 * @param format custom (one file) or directory
 * @param jobs how many tables are dumped or restored side by side; only a directory is dumped in
 *     parallel
 * @param smallerThanIsSuspicious a smaller dump fails the step
 * @param verify restore (the default) or none; a dump that was not restored never counts as a
 *     verified backup
 */
@JsonTypeName("postgres-dump")
@DoneBy(
    value = Specialist.BACKUP,
    in = {Phase.BACKUP, Phase.FINISH},
    check = false)
public record PostgresDump(
    TargetAlias target,
    @Nullable DumpFormat format,
    @Nullable Integer jobs,
    @Nullable ByteSize smallerThanIsSuspicious,
    @Nullable DumpVerification verify)
    implements StepSpec, DatabaseDump {
  public PostgresDump {
    format = format == null ? DumpFormat.CUSTOM : format;
    verify = verify == null ? DumpVerification.RESTORE : verify;
    if (format == DumpFormat.SQL) {
      throw new IllegalArgumentException("format is custom or directory but not " + format);
    }
    if (jobs != null && (jobs < 1 || jobs > 16)) {
      throw new IllegalArgumentException("jobs is 1 to 16 but not " + jobs);
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  /** A dump with its proof takes as long as a change. */
  @Override
  public Duration usualTimeout() {
    return CHANGING;
  }
}
