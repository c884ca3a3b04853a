package io.changeover.contracts.event;

import java.time.Instant;

/**
 * A fact in a deployment's log. Only the orchestrator writes them; what follows from one is told by
 * the core's evolve function. A released event changes only by a new version with an upcaster.
 */
public sealed interface DeploymentEvent
    permits AbortRequested,
        ApprovalGranted,
        DeploymentAborted,
        DeploymentFailed,
        DeploymentPaused,
        DeploymentRejected,
        DeploymentRequested,
        DeploymentResumed,
        DeploymentRolledBack,
        DeploymentSucceeded,
        FailureDetected,
        HumanNeeded,
        InputRefused,
        NoteAdded,
        PhaseCompleted,
        PhaseStarted,
        RehearsalPassed,
        RollbackCompleted,
        RollbackDecided,
        RollbackRequested,
        StepDispatched,
        StepFailed,
        StepProgressed,
        StepRetryRequested,
        StepStarted,
        StepSucceeded,
        TaskCompleted,
        TaskOpened,
        TaskOverdue,
        TaskWithdrawn,
        WatchWindowPassed,
        WatchWindowStarted {
  /** When it was decided, on the orchestrator's clock. */
  Instant at();
}
