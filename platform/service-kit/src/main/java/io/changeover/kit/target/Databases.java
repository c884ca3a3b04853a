package io.changeover.kit.target;

import io.changeover.contracts.TargetName;
import io.changeover.kit.step.StepFailure;
import java.util.Set;

/** The databases that this service may touch. */
public interface Databases {
  /**
   * The database registered under a name.
   *
   * @throws StepFailure {@code not-registered} when there is none
   */
  DatabaseTarget get(TargetName name) throws StepFailure;

  Set<TargetName> names();
}
