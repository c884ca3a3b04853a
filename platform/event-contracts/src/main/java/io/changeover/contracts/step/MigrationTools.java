package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the migration tool of a workspace runs, which version it has, and how strongly a
 * dead attempt can be fenced off at the database.
 *
 * @param tool the tool to look for: alembic, django, laravel or another that has a step kind
 * @param versionAtLeast the lowest version that will do, such as 1.8
 */
@JsonTypeName("migration-tools")
@DoneBy(Specialist.MIGRATION)
public record MigrationTools(
    WorkspaceName workspace, TargetAlias target, Argument tool, @Nullable String versionAtLeast)
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
