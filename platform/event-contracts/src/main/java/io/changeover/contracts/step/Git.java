package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.WorkspaceName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the git checkout of a workspace.
 *
 * @param branch the branch that must be checked out
 * @param clean whether nothing may be changed or untracked
 * @param upToDate whether nothing may be missing from the branch's upstream, as last fetched
 */
@JsonTypeName("git")
@DoneBy(Specialist.VALIDATION)
public record Git(
    WorkspaceName workspace,
    @Nullable Argument branch,
    @Nullable Boolean clean,
    @Nullable Boolean upToDate)
    implements StepSpec {
  @Override
  public Set<WorkspaceName> workspaces() {
    return Set.of(workspace);
  }
}
