package io.changeover.notification.view;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.event.StepDispatched;
import io.changeover.contracts.event.StepFailed;
import io.changeover.contracts.event.StepSucceeded;
import java.util.List;

/** What events of steps make of a view. */
final class StepEvents {
  private StepEvents() {}

  static DeploymentView dispatched(DeploymentView view, StepDispatched event) {
    return event.direction() == Direction.FORWARD && !retreating(view)
        ? view.change(event.step(), step -> step.started(event.at()))
        : view;
  }

  static DeploymentView succeeded(DeploymentView view, StepSucceeded event) {
    Retreat retreat = view.retreat();
    if (retreat != null && retreating(view)) {
      return moved(view, retreat, event);
    }
    return event.direction() == Direction.FORWARD ? done(view, event) : view;
  }

  private static DeploymentView done(DeploymentView view, StepSucceeded event) {
    boolean warned = event.checks().stream().anyMatch(check -> check.verdict() != Verdict.PASSED);
    return view.change(
        event.step(),
        step ->
            step.ended(warned ? Mark.WARNED : Mark.DONE, event.at(), event.checks())
                .showing(Result.of(event.evidence())));
  }

  private static DeploymentView moved(DeploymentView view, Retreat retreat, StepSucceeded event) {
    if (event.direction() != Direction.BACK) {
      return view.with(retreat.looked(Result.seen(event)));
    }
    String title = view.step(event.step()).map(StepView::title).orElse(event.step().value());
    return view.with(retreat.acted(Result.undone(title, event.evidence())))
        .change(event.step(), StepView::undone);
  }

  static DeploymentView failed(DeploymentView view, StepFailed event) {
    if (event.direction() == Direction.PROBE || event.willRetry()) {
      return view;
    }
    DeploymentView told = view.with(trouble(event));
    return event.direction() == Direction.FORWARD && !retreating(view)
        ? told.change(event.step(), step -> step.ended(Mark.FAILED, event.at(), event.checks()))
        : told;
  }

  private static Trouble trouble(StepFailed event) {
    List<String> findings =
        event.checks().stream()
            .filter(check -> check.verdict() == Verdict.FAILED)
            .limit(Trouble.MOST_FINDINGS)
            .map(StepEvents::finding)
            .toList();
    return new Trouble(
        event.step(), event.reason().message(), event.reason().whatToDo(), findings, List.of());
  }

  private static String finding(CheckResult check) {
    return "%s: expected %s, saw %s".formatted(check.name(), check.expected(), check.actual());
  }

  /** What a whole phase comes to. */
  static Mark markOf(List<StepView> steps) {
    return steps.stream().anyMatch(step -> step.mark() == Mark.WARNED) ? Mark.WARNED : Mark.DONE;
  }

  private static boolean retreating(DeploymentView view) {
    return view.standing() == Standing.ROLLING_BACK;
  }
}
