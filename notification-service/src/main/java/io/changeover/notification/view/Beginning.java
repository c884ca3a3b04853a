package io.changeover.notification.view;

import io.changeover.contracts.Phase;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.plan.Plan;
import java.util.Arrays;
import java.util.List;

/** The first event. */
final class Beginning {
  private Beginning() {}

  static DeploymentView of(DeploymentView view, DeploymentRequested event) {
    Plan plan = event.plan();
    List<PhaseView> phases =
        Arrays.stream(Phase.values())
            .filter(phase -> has(plan, phase))
            .map(PhaseView::waiting)
            .toList();
    return view.with(Origin.of(event), phases, plan.allSteps().map(StepView::waiting).toList());
  }

  private static boolean has(Plan plan, Phase phase) {
    return switch (phase) {
      case APPROVE -> !plan.approvals().isEmpty() || hasStep(plan, phase);
      case WATCH -> !plan.windows().isEmpty() || hasStep(plan, phase);
      case SIGN_OFF -> !plan.signOff().isEmpty() || hasStep(plan, phase);
      case PREFLIGHT, REHEARSE, BACKUP, MIGRATE, ROLLOUT, VALIDATE, FINISH -> hasStep(plan, phase);
    };
  }

  private static boolean hasStep(Plan plan, Phase phase) {
    return plan.allSteps().anyMatch(step -> step.phase() == phase);
  }
}
