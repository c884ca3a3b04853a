package io.changeover.notification.notice;

import io.changeover.contracts.Phase;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Mark;
import io.changeover.notification.view.PhaseView;
import io.changeover.notification.view.Retreat;
import io.changeover.notification.view.TaskView;
import io.changeover.notification.view.Trouble;
import java.util.ArrayList;
import java.util.List;

/** What people must do, or else what comes next. */
public final class NextStep {
  private NextStep() {}

  /** Short lines; empty when the deployment has ended. */
  public static List<String> of(DeploymentView view) {
    if (view.standing().ended()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (view.paused()) {
      lines.add("Paused: nothing new begins until somebody resumes it.");
    }
    for (TaskView task : view.tasks()) {
      lines.add(asked(task));
      lines.addAll(task.options().stream().map(option -> "• " + option).toList());
    }
    if (view.tasks().isEmpty() && !view.paused()) {
      lines.addAll(byItself(view));
    }
    return lines;
  }

  static String asked(TaskView task) {
    return switch (task.kind()) {
      case APPROVAL -> "Approval by %s: %s".formatted(task.owner(), task.instruction());
      case SIGN_OFF -> "Sign-off by %s: %s".formatted(task.owner(), task.instruction());
      case DECISION -> "Decision by %s: %s".formatted(task.owner(), task.instruction());
      case STEP -> "Task for %s: %s".formatted(task.owner(), task.instruction());
    };
  }

  private static List<String> byItself(DeploymentView view) {
    return switch (view.standing()) {
      case RUNNING -> List.of(afterThis(view));
      case ASSESSING -> List.of("Each way back is being looked at. Nothing to do yet.");
      case ROLLING_BACK -> List.of(rollingBack(view.retreat()));
      case NEEDS_HUMAN -> options(view.trouble());
      case ABORTING -> List.of("Running steps are being stopped.");
      case SUCCEEDED, ROLLED_BACK, FAILED, REJECTED, ABORTED -> List.of();
    };
  }

  private static String afterThis(DeploymentView view) {
    return view.phases().stream()
        .filter(phase -> phase.mark() == Mark.WAITING)
        .map(PhaseView::phase)
        .findFirst()
        .map(NextStep::comes)
        .orElse("This is the last phase.");
  }

  private static String comes(Phase phase) {
    return Wording.phase(phase) + " comes next.";
  }

  private static String rollingBack(@org.jspecify.annotations.Nullable Retreat retreat) {
    return retreat == null
        ? "Going back. Nothing to do."
        : "Going back by %s. Nothing to do.".formatted(retreat.level());
  }

  private static List<String> options(@org.jspecify.annotations.Nullable Trouble trouble) {
    return trouble == null
        ? List.of("A person must decide.")
        : trouble.options().stream().map(option -> "• " + option).toList();
  }
}
