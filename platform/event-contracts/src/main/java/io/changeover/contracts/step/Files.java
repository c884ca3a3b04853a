package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.WorkspaceName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether files are there.
 *
 * @param present globs below the workspace, each of which must match at least one file
 * @param executable globs below the workspace, whose files must all be executable
 */
@JsonTypeName("files")
@DoneBy(Specialist.VALIDATION)
public record Files(
    WorkspaceName workspace,
    @Nullable List<RelativePath> present,
    @Nullable List<RelativePath> executable)
    implements StepSpec {
  public Files {
    present = present == null ? List.of() : List.copyOf(present);
    executable = executable == null ? List.of() : List.copyOf(executable);
  }

  @Override
  public Set<WorkspaceName> workspaces() {
    return Set.of(workspace);
  }
}
