package io.changeover.kit.target;

import io.changeover.contracts.WorkspaceName;
import io.changeover.kit.step.StepFailure;
import java.nio.file.Path;
import java.util.Set;

/** The directories in which this service may run tools. */
public interface Workspaces {
  /**
   * The directory registered under a name.
   *
   * @throws StepFailure {@code not-registered} when there is none
   */
  Path get(WorkspaceName name) throws StepFailure;

  /**
   * What plans may do there.
   *
   * @throws StepFailure {@code not-registered} when there is no such workspace, or a file with a
   *     variable's value cannot be read
   */
  default WorkspaceRights rights(WorkspaceName name) throws StepFailure {
    get(name);
    return WorkspaceRights.NONE;
  }

  Set<WorkspaceName> names();
}
