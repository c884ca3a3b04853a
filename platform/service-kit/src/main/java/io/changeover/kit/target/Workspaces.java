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

  Set<WorkspaceName> names();
}
