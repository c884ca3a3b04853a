package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Maintenance;
import io.changeover.contracts.step.MaintenanceMode;
import io.changeover.contracts.step.Restart;
import io.changeover.contracts.step.StartInstance;
import io.changeover.contracts.step.StepSpec;
import io.changeover.contracts.step.StopInstance;
import java.util.List;

/**
 * Whether the users of an application have written since the backup. Then the data cannot be what
 * it was, however well a downgrade went, and a difference says nothing against it. While they were
 * shut out nobody else wrote, so that a difference is a migration's.
 */
final class UsersWrote {
  private UsersWrote() {}

  /** True when the data differs from this backup and the users were not shut out all the time. */
  static boolean since(Deployment state, PlanStep backup) {
    return differs(state, backup) && !shutOutSince(state, backup);
  }

  /** As seen by the probe, before anything was led back. */
  private static boolean differs(Deployment state, PlanStep backup) {
    return state
        .run(backup.id(), Direction.PROBE)
        .filter(StepRun::succeeded)
        .map(StepRun::evidence)
        .filter(Evidence.RestorePrice.class::isInstance)
        .map(Evidence.RestorePrice.class::cast)
        .filter(price -> !price.tablesChanged().isEmpty())
        .isPresent();
  }

  private static boolean shutOutSince(Deployment state, PlanStep backup) {
    List<PlanStep> steps = state.plan().steps();
    int dumped = steps.indexOf(backup);
    return steps.subList(0, dumped).stream()
            .anyMatch(step -> shutsOut(step.spec()) && begun(state, step))
        && steps.stream().noneMatch(step -> letsIn(step.spec()) && begun(state, step));
  }

  private static boolean begun(Deployment state, PlanStep step) {
    return state.runs().containsKey(RunKey.forward(step.id()));
  }

  private static boolean shutsOut(StepSpec spec) {
    return spec instanceof StopInstance || isMaintenance(spec, MaintenanceMode.ON);
  }

  private static boolean letsIn(StepSpec spec) {
    return spec instanceof StartInstance
        || spec instanceof Restart
        || spec.switchesVersion()
        || isMaintenance(spec, MaintenanceMode.OFF);
  }

  private static boolean isMaintenance(StepSpec spec, MaintenanceMode mode) {
    return spec instanceof Maintenance maintenance && maintenance.mode() == mode;
  }
}
