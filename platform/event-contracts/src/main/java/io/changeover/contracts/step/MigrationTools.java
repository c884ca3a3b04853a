package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the migration tool of a workspace runs, which version it has, and how strongly a
 * dead attempt can be fenced off at the database.
 *
 * @param tool the tool to look for: alembic, django, flyway, laravel, prisma or sql
 * @param versionAtLeast the lowest version that will do, such as 1.8
 * @param locations directories below the workspace that hold the versions, for flyway and sql
 */
@JsonTypeName("migration-tools")
@DoneBy(Specialist.MIGRATION)
public record MigrationTools(
    WorkspaceName workspace,
    TargetAlias target,
    Argument tool,
    @Nullable String versionAtLeast,
    @Nullable List<RelativePath> locations)
    implements StepSpec {
  /** Without locations, as most tools are looked for. */
  public MigrationTools(
      WorkspaceName workspace, TargetAlias target, Argument tool, @Nullable String versionAtLeast) {
    this(workspace, target, tool, versionAtLeast, null);
  }

  public MigrationTools {
    locations = locations == null ? null : List.copyOf(locations);
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
