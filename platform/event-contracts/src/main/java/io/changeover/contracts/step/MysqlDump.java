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
 * Dumps a MariaDB database with {@code mariadb-dump}, compressed while it is written, and proves
 * the dump by a real restore into a scratch database. Back is level 3: restore into a new database,
 * verify, swap the tables by one rename.
 *
 * @param smallerThanIsSuspicious a smaller (compressed) dump fails the step
 * @param verify restore (the default) or none; a dump that was not restored never counts as a
 *     verified backup
 */
@JsonTypeName("mysql-dump")
@DoneBy(
    value = Specialist.BACKUP,
    in = {Phase.BACKUP, Phase.FINISH},
    check = false)
public record MysqlDump(
    TargetAlias target,
    @Nullable ByteSize smallerThanIsSuspicious,
    @Nullable DumpVerification verify)
    implements StepSpec, DatabaseDump {
  public MysqlDump {
    verify = verify == null ? DumpVerification.RESTORE : verify;
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
