package io.changeover.rollout;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget;

/** What an application's front looks at to know whether users are shut out. */
public interface MaintenanceFlag {
  /**
   * Whether it tells the front to shut users out.
   *
   * @throws StepFailure {@code not-registered} when the front's registration names none
   */
  boolean isUp(ApplicationTarget application) throws StepFailure;

  /**
   * Raises or lowers it; does nothing when that is so already.
   *
   * @throws StepFailure {@code tool-failed} when that cannot be done
   */
  void put(ApplicationTarget application, boolean up) throws StepFailure;
}
