package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies one migration by {@code prisma migrate deploy}. What the {@code _prisma_migrations} table
 * says decides whether anything is left to do.
 *
 * @param migration the name of the migration's directory; every migration before it must have been
 *     applied
 * @param down a file of SQL statements below the workspace that undo the migration, because Prisma
 *     itself cannot; without it only the restore of the backup leads back
 */
@JsonTypeName("prisma")
@DoneBy(value = Specialist.MIGRATION, changes = true, in = Phase.MIGRATE, rehearsable = true)
public record Prisma(
    WorkspaceName workspace, TargetAlias target, Argument migration, @Nullable RelativePath down)
    implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Set<WorkspaceName> workspaces() {
    return Set.of(workspace);
  }

  @Override
  public boolean leadsBack() {
    return down != null;
  }
}
