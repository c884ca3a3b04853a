package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.util.Set;

/**
 * Runs {@code alembic upgrade}; back is {@code alembic downgrade}. What the {@code alembic_version}
 * table says decides whether anything is left to do.
 *
 * @param upgrade the revision to reach; nothing is run when the ledger says that it is reached
 * @param downgrade the revision to go back to in a rollback
 */
@JsonTypeName("alembic")
@DoneBy(value = Specialist.MIGRATION, changes = true, in = Phase.MIGRATE, rehearsable = true)
public record Alembic(
    WorkspaceName workspace, TargetAlias target, Argument upgrade, Argument downgrade)
    implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Set<WorkspaceName> workspaces() {
    return Set.of(workspace);
  }
}
