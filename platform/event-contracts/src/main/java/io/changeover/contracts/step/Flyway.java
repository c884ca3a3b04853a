package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Migrates with Flyway, as a library. Flyway's own undo is not part of what is free, so going back
 * runs a file of the plan.
 *
 * @param locations directories below the workspace that hold the versioned migrations; SQL only
 * @param upgrade the version to reach
 * @param downgrade the version that {@code down} leads back to
 * @param down a file that leads from {@code upgrade} back to {@code downgrade}; it and the ledger's
 *     rows are one transaction; when absent, only a restore leads back
 */
@JsonTypeName("flyway")
@DoneBy(value = Specialist.MIGRATION, changes = true, in = Phase.MIGRATE, rehearsable = true)
public record Flyway(
    WorkspaceName workspace,
    TargetAlias target,
    List<RelativePath> locations,
    Argument upgrade,
    @Nullable Argument downgrade,
    @Nullable RelativePath down)
    implements StepSpec {
  public Flyway {
    locations = List.copyOf(locations);
    if (locations.isEmpty()) {
      throw new IllegalArgumentException("locations holds one directory at least");
    }
    if ((downgrade == null) != (down == null)) {
      throw new IllegalArgumentException("downgrade and down go together");
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
