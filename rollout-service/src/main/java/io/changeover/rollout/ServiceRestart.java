package io.changeover.rollout;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Restart;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;

/** Restarts what somebody else has started and watches over. */
public interface ServiceRestart {
  /**
   * Restarts it, and waits until it is healthy; a probe only looks.
   *
   * @throws StepFailure when there is no such supervisor here, or it does not know the service
   */
  Outcome restart(StepCommand command, Restart spec, StepContext context)
      throws StepFailure, InterruptedException;
}
