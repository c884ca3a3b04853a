package io.changeover.kit.target;

import io.changeover.contracts.TargetName;
import io.changeover.kit.step.StepFailure;
import java.util.Set;

/** The applications that this service may touch. */
public interface Applications {
  /**
   * The application registered under a name.
   *
   * @throws StepFailure {@code not-registered} when there is none
   */
  ApplicationTarget get(TargetName name) throws StepFailure;

  Set<TargetName> names();
}
