package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.WorkspaceName;
import java.util.Set;

/**
 * Puts a prepared file, such as a configuration, in the place of another, at once and for good.
 * Back puts the file there that was there before.
 *
 * @param file what is replaced; the application reads it
 * @param with a file that is ready; it stays where it is
 */
@JsonTypeName("replace-file")
@DoneBy(value = Specialist.ROLLOUT, changes = true, in = Phase.ROLLOUT)
public record ReplaceFile(WorkspaceName workspace, RelativePath file, RelativePath with)
    implements StepSpec {
  @Override
  public Set<WorkspaceName> workspaces() {
    return Set.of(workspace);
  }
}
