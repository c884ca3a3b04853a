package io.changeover.core;

import io.changeover.contracts.DeploymentId;
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
import java.util.List;

/**
 * The state that follows from an event. The only place where a deployment changes: live and in a
 * replay alike.
 */
public final class Evolution {
  private Evolution() {}

  /** The deployment that its first event begins. */
  public static Deployment begin(DeploymentId id, DeploymentRequested event) {
    return Draft.begin(id, event);
  }

  /**
   * The state folded from a log.
   *
   * @param events in order, from the first
   * @throws IllegalArgumentException when there is none, or the first does not begin a deployment
   */
  public static Deployment fold(DeploymentId id, List<? extends DeploymentEvent> events) {
    if (events.isEmpty() || !(events.getFirst() instanceof DeploymentRequested first)) {
      throw new IllegalArgumentException("a log begins with the request of its deployment");
    }
    Draft draft = new Draft(begin(id, first));
    for (DeploymentEvent event : events.subList(1, events.size())) {
      apply(draft, event);
    }
    return draft.build();
  }

  /**
   * The next state.
   *
   * @throws IllegalStateException when the event cannot follow
   */
  public static Deployment evolve(Deployment state, DeploymentEvent event) {
    Draft draft = new Draft(state);
    apply(draft, event);
    return draft.build();
  }

  private static void apply(Draft draft, DeploymentEvent event) {
    if (!(event instanceof NoteAdded || event instanceof InputRefused)) {
      draft.mustBeLive(event);
    }
    draft.next(event.at());
    switch (event) {
      case DeploymentRequested again -> throw new IllegalStateException("requested twice");
      case PhaseStarted started -> draft.phaseStarted(started);
      case PhaseCompleted completed -> draft.phaseCompleted(completed);
      case StepDispatched dispatched -> draft.dispatched(dispatched);
      case StepStarted started -> draft.started(started);
      case StepProgressed progressed -> draft.progressed(progressed);
      case StepSucceeded succeeded -> draft.succeeded(succeeded);
      case StepFailed failed -> draft.failed(failed);
      case StepRetryRequested retry -> draft.retry(retry);
      case TaskOpened opened -> draft.opened(opened);
      case TaskCompleted completed -> draft.completed(completed);
      case TaskOverdue overdue -> draft.overdue(overdue);
      case TaskWithdrawn withdrawn -> draft.withdrawn(withdrawn);
      case ApprovalGranted granted -> draft.approved(granted);
      case RehearsalPassed passed -> draft.rehearsed(passed.receipt());
      case DeploymentPaused paused -> draft.paused();
      case DeploymentResumed resumed -> draft.resumed();
      case AbortRequested abort -> draft.wish(new Wish.Abort());
      case RollbackRequested back -> draft.wish(new Wish.RollBack(back.level()));
      case FailureDetected failure -> draft.failure(failure);
      case RollbackDecided decided -> draft.decided(decided);
      case RollbackCompleted completed -> draft.rolledBack();
      case HumanNeeded human -> draft.enter(new State.NeedsHuman());
      case WatchWindowStarted started -> draft.windowStarted(started);
      case WatchWindowPassed passed -> {}
      case NoteAdded note -> {}
      case InputRefused refused -> {}
      case DeploymentRejected rejected -> draft.enter(new State.Rejected());
      case DeploymentSucceeded succeeded -> draft.enter(new State.Succeeded());
      case DeploymentFailed failed -> draft.enter(new State.Failed());
      case DeploymentRolledBack back -> draft.enter(new State.RolledBack());
      case DeploymentAborted aborted -> draft.enter(new State.Aborted());
    }
  }
}
