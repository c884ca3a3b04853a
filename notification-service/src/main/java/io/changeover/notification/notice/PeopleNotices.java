package io.changeover.notification.notice;

import io.changeover.contracts.Actor;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.AbortRequested;
import io.changeover.contracts.event.ApprovalGranted;
import io.changeover.contracts.event.DeploymentPaused;
import io.changeover.contracts.event.DeploymentResumed;
import io.changeover.contracts.event.NoteAdded;
import io.changeover.contracts.event.RollbackRequested;
import io.changeover.contracts.event.StepRetryRequested;
import io.changeover.contracts.event.TaskCompleted;
import io.changeover.contracts.event.TaskOpened;
import io.changeover.contracts.event.TaskOverdue;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Standing;
import io.changeover.notification.view.StepView;
import io.changeover.notification.view.TaskView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people are asked for, and what they do. */
final class PeopleNotices {
  private PeopleNotices() {}

  static Optional<Notice> opened(DeploymentView view, TaskOpened event) {
    // That a person must decide was told with its options just before.
    if (event.kind() == TaskKind.DECISION && view.standing() == Standing.NEEDS_HUMAN) {
      return Optional.empty();
    }
    String headline =
        switch (event.kind()) {
          case APPROVAL -> "%s: please approve".formatted(event.owner());
          case SIGN_OFF -> "%s: please sign off".formatted(event.owner());
          case DECISION -> "%s: please decide".formatted(event.owner());
          case STEP -> "%s: please do this".formatted(event.owner());
        };
    return Optional.of(
        Writing.notice(view, Tone.ASKED, headline, outlets(event.kind()))
            .with(Writing.facts(view))
            .saying(Wording.lines(event.instruction(), Wording.due(event.due())))
            .next(
                event.options().isEmpty()
                    ? List.of("The deployment waits for it.")
                    : event.options().stream().map(option -> "• " + option).toList())
            .showing(PhaseLines.of(view)));
  }

  /** A plan has dozens of tasks; only what nobody else can give calls everybody. */
  private static Set<Outlet> outlets(TaskKind kind) {
    return kind == TaskKind.STEP ? Writing.THREAD : Writing.BROADCAST_AND_MAIL;
  }

  /** Nobody but whoever it is for can tell how far it is, so everybody in the channel reads it. */
  static Optional<Notice> overdue(DeploymentView view, TaskOverdue event) {
    return view.tasks().stream()
        .filter(task -> task.id().equals(event.task()))
        .findFirst()
        .map(task ->
            Writing.notice(
                    view,
                    Tone.WARNING,
                    "%s: this is overdue".formatted(task.owner()),
                    Writing.BROADCAST_AND_MAIL)
                .with(Writing.facts(view))
                .saying(Wording.lines(task.instruction(), Wording.due(task.due()))));
  }

  static Optional<Notice> completed(
      DeploymentView before, DeploymentView view, TaskCompleted event) {
    Optional<TaskView> task =
        before.tasks().stream().filter(open -> open.id().equals(event.task())).findFirst();
    boolean agreed = event.outcome() == TaskOutcome.DONE;
    // The approval itself is an event of its own.
    if (agreed && task.filter(open -> open.kind() == TaskKind.APPROVAL).isPresent()) {
      return Optional.empty();
    }
    Tone tone = event.outcome() == TaskOutcome.FAILED ? Tone.FAILED : Tone.DONE;
    return Optional.of(
        Writing.notice(view, tone, outcome(task, event), Writing.THREAD)
            .saying(Wording.lines(event.note(), event.evidence())));
  }

  private static String outcome(Optional<TaskView> task, TaskCompleted event) {
    String by = "by " + who(event.by());
    if (task.isEmpty()) {
      return "Task %s: %s %s".formatted(event.task(), event.outcome(), by);
    }
    TaskView known = task.get();
    boolean agreed = event.outcome() == TaskOutcome.DONE;
    return switch (known.kind()) {
      case STEP -> "%s: %s %s".formatted(known.instruction(), agreed ? "done" : "not done", by);
      case SIGN_OFF ->
          "%s as %s %s".formatted(agreed ? "Signed off" : "Sign-off refused", known.owner(), by);
      case APPROVAL -> "Approval refused as %s %s".formatted(known.owner(), by);
      case DECISION -> "Decided: %s %s".formatted(event.outcome().word().replace('-', ' '), by);
    };
  }

  static Notice granted(DeploymentView view, ApprovalGranted event) {
    String headline = "Approved as %s by %s".formatted(event.role(), who(event.by()));
    return Writing.notice(view, Tone.DONE, headline, Writing.BROADCAST)
        .saying(event.reason().lines().filter(line -> !line.isBlank()).toList());
  }

  static Notice paused(DeploymentView view, DeploymentPaused event) {
    return said(view, Tone.PAUSED, "Paused by " + who(event.by()), event.reason());
  }

  static Notice resumed(DeploymentView view, DeploymentResumed event) {
    return said(view, Tone.GOING_ON, "Resumed by " + who(event.by()), event.reason());
  }

  static Notice abort(DeploymentView view, AbortRequested event) {
    return said(view, Tone.STOPPED, "Abort asked for by " + who(event.by()), event.reason());
  }

  static Notice rollback(DeploymentView view, RollbackRequested event) {
    String level = event.level() == null ? "" : " to " + event.level();
    return said(
        view,
        Tone.GOING_BACK,
        "Rollback%s asked for by %s".formatted(level, who(event.by())),
        event.reason());
  }

  static Notice retry(DeploymentView view, StepRetryRequested event) {
    String step = view.step(event.step()).map(StepView::title).orElse(event.step().value());
    return said(
        view,
        Tone.GOING_ON,
        "%s is tried again, as %s asked".formatted(step, who(event.by())),
        event.reason());
  }

  static Notice note(DeploymentView view, NoteAdded event) {
    return said(view, Tone.NOTED, "Note by " + who(event.by()), event.text());
  }

  private static Notice said(DeploymentView view, Tone tone, String headline, String reason) {
    return Writing.notice(view, tone, headline, Set.of(Outlet.THREAD))
        .saying(reason.lines().filter(line -> !line.isBlank()).toList());
  }

  private static String who(Actor actor) {
    return actor.automatic() ? actor.name() + " (automatically)" : actor.name();
  }
}
