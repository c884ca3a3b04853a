package io.changeover.rollout;

import io.changeover.contracts.step.Instance;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget;

/** What stands before an application's installations and sends the traffic to one of them. */
public interface TrafficFront {
  /**
   * Where fresh connections end up now.
   *
   * @throws StepFailure {@code target-unreachable} when the front does not answer, {@code
   *     not-registered} when the application has none
   */
  Serving serving(ApplicationTarget application) throws StepFailure, InterruptedException;

  /**
   * Sends the traffic to an installation and returns when every one of several fresh connections in
   * a row ended up there. Does nothing when it is so already; takes up a switch that was broken off
   * at any point.
   *
   * @throws StepFailure when it could not be done; then the front serves as before
   */
  Serving pointAt(ApplicationTarget application, Instance to, Tools tools)
      throws StepFailure, InterruptedException;

  /**
   * What a front does.
   *
   * @param instance who gets the traffic
   * @param generation counts the switches
   */
  record Serving(Instance instance, long generation) {}
}
