package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies one version of the schema from a file of SQL. The statements and the row in the ledger
 * {@code changeover_sql_ledger} are one transaction, unless {@code probe} says that the file holds
 * one statement that cannot be in a transaction.
 *
 * @param version names what is applied; what the ledger has is not applied again
 * @param up the file; a version is bound to its content
 * @param down the file that undoes it; when absent, only a restore leads back
 * @param probe given when {@code up} and {@code down} hold one statement each that runs outside of
 *     a transaction, such as CREATE INDEX CONCURRENTLY
 * @param lockTimeout how long a statement may wait for a lock; 5 seconds when absent
 * @param statementTimeout how long a statement may take; 15 minutes when absent
 */
@JsonTypeName("sql")
@DoneBy(value = Specialist.MIGRATION, changes = true, in = Phase.MIGRATE, rehearsable = true)
public record Sql(
    WorkspaceName workspace,
    TargetAlias target,
    Argument version,
    RelativePath up,
    @Nullable RelativePath down,
    @Nullable CatalogueProbe probe,
    @Nullable Duration lockTimeout,
    @Nullable Duration statementTimeout)
    implements StepSpec {
  /** Whoever waits for a lock makes all others wait behind it. */
  public static final Duration USUAL_LOCK_TIMEOUT = Duration.ofSeconds(5);

  /** Longer than a statement takes that holds a lock under traffic, shorter than a night. */
  public static final Duration USUAL_STATEMENT_TIMEOUT = Duration.ofMinutes(15);

  public Sql {
    lockTimeout = lockTimeout == null ? USUAL_LOCK_TIMEOUT : lockTimeout;
    statementTimeout = statementTimeout == null ? USUAL_STATEMENT_TIMEOUT : statementTimeout;
    if (lockTimeout.toMillis() < 1 || statementTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "lockTimeout and statementTimeout are a millisecond at least");
    }
  }

  @Override
  @JsonIgnore
  public boolean leadsBack() {
    return down != null;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Set<WorkspaceName> workspaces() {
    return Set.of(workspace);
  }
}
