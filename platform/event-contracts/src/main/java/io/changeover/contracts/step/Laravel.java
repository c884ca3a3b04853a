package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs {@code artisan migrate} of a Laravel application; back is {@code artisan migrate:rollback}.
 * What the {@code migrations} table says decides whether anything is left to do.
 *
 * @param migrations the names of all migrations that this is about, in their order; artisan runs
 *     whatever is pending, so anything else that is pending, or newer in the ledger, is refused
 */
@JsonTypeName("laravel")
@DoneBy(value = Specialist.MIGRATION, changes = true, in = Phase.MIGRATE, rehearsable = true)
public record Laravel(WorkspaceName workspace, TargetAlias target, List<Argument> migrations)
    implements StepSpec {
  public Laravel {
    migrations = List.copyOf(migrations);
    if (migrations.isEmpty() || new HashSet<>(migrations).size() < migrations.size()) {
      throw new IllegalArgumentException("migrations names at least one, and none twice");
    }
  }

  /** MariaDB does, and Laravel begins no transaction there. */
  @Override
  public boolean commitsPiecemeal() {
    return true;
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
