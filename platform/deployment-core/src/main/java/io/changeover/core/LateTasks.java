package io.changeover.core;

import io.changeover.contracts.Phase;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Task;
import java.util.List;

/**
 * Tasks of the phase finish that people may still be at while the deployment is watched. Users are
 * back by then, so that nothing but the watch sees what goes wrong; whoever signs off waits for the
 * tasks. Where nobody signs off, the phase waits for them.
 */
final class LateTasks {
  private LateTasks() {}

  static boolean isOne(Deployment state, PlanStep step) {
    return step.phase() == Phase.FINISH
        && step.spec() instanceof Task
        && !state.plan().signOff().isEmpty();
  }

  static List<PlanStep> of(Deployment state) {
    return state.stepsOf(Phase.FINISH).stream().filter(step -> isOne(state, step)).toList();
  }
}
