package io.changeover.notification.notice;

import io.changeover.contracts.event.AbortRequested;
import io.changeover.contracts.event.ApprovalGranted;
import io.changeover.contracts.event.DeploymentAborted;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.DeploymentFailed;
import io.changeover.contracts.event.DeploymentPaused;
import io.changeover.contracts.event.DeploymentRejected;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.event.DeploymentResumed;
import io.changeover.contracts.event.DeploymentRolledBack;
import io.changeover.contracts.event.DeploymentSucceeded;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.HumanNeeded;
import io.changeover.contracts.event.InputRefused;
import io.changeover.contracts.event.NoteAdded;
import io.changeover.contracts.event.PhaseCompleted;
import io.changeover.contracts.event.PhaseStarted;
import io.changeover.contracts.event.RehearsalPassed;
import io.changeover.contracts.event.RollbackCompleted;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.event.RollbackRequested;
import io.changeover.contracts.event.StepDispatched;
import io.changeover.contracts.event.StepFailed;
import io.changeover.contracts.event.StepProgressed;
import io.changeover.contracts.event.StepRetryRequested;
import io.changeover.contracts.event.StepStarted;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.contracts.event.TaskCompleted;
import io.changeover.contracts.event.TaskOpened;
import io.changeover.contracts.event.TaskOverdue;
import io.changeover.contracts.event.TaskWithdrawn;
import io.changeover.contracts.event.WatchWindowPassed;
import io.changeover.contracts.event.WatchWindowStarted;
import io.changeover.notification.view.DeploymentView;
import java.util.Optional;

/** What people are told of an event. Pure; every event has an explicit answer. */
public final class NoticeOfEvent {
  private NoticeOfEvent() {}

  /**
   * The notice of an event; empty where the deployment's message, updated in place, says enough.
   *
   * @param before as it was before the event
   * @param view as it is after it
   */
  public static Optional<Notice> of(
      DeploymentView before, DeploymentView view, DeploymentEvent event) {
    return switch (event) {
      case DeploymentRequested requested -> Optional.of(CourseNotices.requested(view, requested));
      case PhaseStarted started -> CourseNotices.started(view, started.phase());
      case PhaseCompleted completed ->
          Optional.of(CourseNotices.completed(view, completed.phase()));
      case StepSucceeded succeeded -> CourseNotices.succeeded(view, succeeded);
      case RehearsalPassed passed -> Optional.of(CourseNotices.rehearsed(view, passed));
      case WatchWindowStarted started -> Optional.of(CourseNotices.window(view, started));
      case WatchWindowPassed passed -> Optional.of(CourseNotices.window(view, passed));
      case StepFailed failed -> TroubleNotices.failed(view, failed);
      case FailureDetected detected -> Optional.of(TroubleNotices.detected(view, detected));
      case HumanNeeded needed -> Optional.of(TroubleNotices.humanNeeded(view, needed));
      case RollbackDecided decided -> Optional.of(TroubleNotices.decided(view, decided));
      case RollbackCompleted completed -> Optional.of(TroubleNotices.completed(view, completed));
      case ApprovalGranted granted -> Optional.of(PeopleNotices.granted(view, granted));
      case TaskOpened opened -> PeopleNotices.opened(view, opened);
      case TaskOverdue overdue -> PeopleNotices.overdue(view, overdue);
      case TaskCompleted completed -> PeopleNotices.completed(before, view, completed);
      case DeploymentPaused paused -> Optional.of(PeopleNotices.paused(view, paused));
      case DeploymentResumed resumed -> Optional.of(PeopleNotices.resumed(view, resumed));
      case AbortRequested asked -> Optional.of(PeopleNotices.abort(view, asked));
      case RollbackRequested asked -> Optional.of(PeopleNotices.rollback(view, asked));
      case StepRetryRequested asked -> Optional.of(PeopleNotices.retry(view, asked));
      case NoteAdded note -> Optional.of(PeopleNotices.note(view, note));
      case DeploymentSucceeded _ -> Optional.of(EndNotices.succeeded(view));
      case DeploymentRolledBack end -> Optional.of(EndNotices.rolledBack(view, end));
      case DeploymentFailed _ -> Optional.of(EndNotices.failed(view));
      case DeploymentRejected end -> Optional.of(EndNotices.rejected(view, end));
      case DeploymentAborted _ -> Optional.of(EndNotices.aborted(view));
      case StepDispatched _, StepStarted _, StepProgressed _, TaskWithdrawn _, InputRefused _ ->
          Optional.empty();
    };
  }
}
