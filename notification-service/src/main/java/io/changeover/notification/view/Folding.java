package io.changeover.notification.view;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
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
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** What an event makes of a view. Pure: the same events give the same view. */
public final class Folding {
  /** Progress is worth a new message this long after the last time. */
  public static final Duration PROGRESS_SHOWN_EVERY = Duration.ofSeconds(5);

  private Folding() {}

  /** The view after the event of that sequence. */
  public static DeploymentView fold(DeploymentView view, long sequence, DeploymentEvent event) {
    return apply(view, event).with(sequence);
  }

  /** The view after an event that nobody here could read. */
  public static DeploymentView skip(DeploymentView view, long sequence) {
    return view.with(sequence);
  }

  private static DeploymentView apply(DeploymentView view, DeploymentEvent event) {
    return switch (event) {
      case DeploymentRequested requested -> Beginning.of(view, requested);
      case PhaseStarted(Instant at, Phase phase) ->
          view.with(Standing.RUNNING).change(phase, known -> known.started(at));
      case PhaseCompleted(Instant at, Phase phase) ->
          view.change(phase, known -> known.ended(StepEvents.markOf(view.steps(phase)), at));
      case StepDispatched dispatched -> StepEvents.dispatched(view, dispatched);
      case StepProgressed progressed -> progressed(view, progressed);
      case StepSucceeded succeeded -> StepEvents.succeeded(view, succeeded);
      case StepFailed failed -> StepEvents.failed(view, failed);
      case StepRetryRequested retry ->
          view.with(retry.direction() == Direction.BACK ? Standing.ROLLING_BACK : Standing.RUNNING);
      case TaskOpened opened ->
          view.withTasks(
              Stream.concat(view.tasks().stream(), Stream.of(TaskView.of(opened))).toList());
      case TaskCompleted completed ->
          view.withTasks(
              view.tasks().stream().filter(task -> !task.id().equals(completed.task())).toList());
      case TaskWithdrawn withdrawn ->
          view.withTasks(
              view.tasks().stream().filter(task -> !task.id().equals(withdrawn.task())).toList());
      case FailureDetected detected -> TroubleEvents.detected(view, detected);
      case HumanNeeded needed -> TroubleEvents.humanNeeded(view, needed);
      case RollbackDecided decided -> TroubleEvents.decided(view, decided);
      case RollbackCompleted completed -> TroubleEvents.completed(view, completed);
      case DeploymentPaused _ -> view.paused(true);
      case DeploymentResumed _ -> view.paused(false);
      case AbortRequested _ -> view.with(Standing.ABORTING);
      case DeploymentSucceeded end -> view.ended(Standing.SUCCEEDED, end.at(), end.summary());
      case DeploymentRolledBack end -> view.ended(Standing.ROLLED_BACK, end.at(), end.summary());
      case DeploymentFailed end -> view.ended(Standing.FAILED, end.at(), end.summary());
      case DeploymentRejected end -> view.ended(Standing.REJECTED, end.at(), end.reason());
      case DeploymentAborted end -> view.ended(Standing.ABORTED, end.at(), end.summary());
      case ApprovalGranted _,
          InputRefused _,
          NoteAdded _,
          RehearsalPassed _,
          RollbackRequested _,
          StepStarted _,
          TaskOverdue _,
          WatchWindowPassed _,
          WatchWindowStarted _ ->
          view;
    };
  }

  private static DeploymentView progressed(DeploymentView view, StepProgressed event) {
    if (event.direction() != Direction.FORWARD) {
      return view;
    }
    Instant shown = view.progressShownAt();
    boolean due = shown == null || !event.at().isBefore(shown.plus(PROGRESS_SHOWN_EVERY));
    return (due ? view.progressShown(event.at()) : view)
        .change(event.step(), step -> step.progressed(event.progress()));
  }
}
