package io.changeover.rollout.release;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.WorkspaceName;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Workspaces;
import java.nio.file.Path;
import java.util.Set;

/** The only workspace that is registered. */
public record OneWorkspace(WorkspaceName name, Path path) implements Workspaces {
  @Override
  public Path get(WorkspaceName asked) throws StepFailure {
    if (!asked.equals(name)) {
      throw new StepFailure(FailureCode.NOT_REGISTERED, "There is no " + asked, "Register it.");
    }
    return path;
  }

  @Override
  public Set<WorkspaceName> names() {
    return Set.of(name);
  }
}
