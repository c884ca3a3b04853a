package io.changeover.notification.view;

import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.HumanNeeded;
import io.changeover.contracts.event.RollbackCompleted;
import io.changeover.contracts.event.RollbackDecided;
import java.util.List;

/** What failures and rollbacks make of a view. */
final class TroubleEvents {
  private TroubleEvents() {}

  static DeploymentView detected(DeploymentView view, FailureDetected event) {
    Trouble known = view.trouble();
    Trouble trouble =
        known != null && known.step() != null && known.step().equals(event.step())
            ? new Trouble(
                event.step(), event.summary(), known.whatToDo(), known.findings(), List.of())
            : new Trouble(event.step(), event.summary(), "", List.of(), List.of());
    return view.with(Standing.ASSESSING)
        .with(trouble)
        .alert()
        .changePhases(
            phase -> phase.mark() == Mark.RUNNING ? phase.ended(Mark.FAILED, event.at()) : phase);
  }

  static DeploymentView humanNeeded(DeploymentView view, HumanNeeded event) {
    Trouble known = view.trouble();
    Trouble trouble =
        known == null
            ? new Trouble(null, event.why(), "", List.of(), event.options())
            : new Trouble(
                known.step(), event.why(), known.whatToDo(), known.findings(), event.options());
    return view.with(Standing.NEEDS_HUMAN).with(trouble).alert();
  }

  static DeploymentView decided(DeploymentView view, RollbackDecided event) {
    Retreat before = view.retreat();
    Trouble cause = before == null ? view.trouble() : before.cause();
    Retreat begun =
        new Retreat(
            event.level(),
            cause,
            event.reasons(),
            event.moves().size(),
            0,
            before == null ? List.of() : before.actions(),
            List.of(),
            before == null ? event.at() : before.startedAt(),
            null);
    return view.with(Standing.ROLLING_BACK).with(begun).alert();
  }

  static DeploymentView completed(DeploymentView view, RollbackCompleted event) {
    Retreat retreat = view.retreat();
    return retreat == null ? view : view.with(retreat.ended(event.at()));
  }
}
