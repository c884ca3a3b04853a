package io.changeover.core;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Receipt;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.event.ApprovalGranted;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.PhaseCompleted;
import io.changeover.contracts.event.PhaseStarted;
import io.changeover.contracts.event.RollbackDecided;
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
import io.changeover.contracts.event.WatchWindowStarted;
import io.changeover.contracts.plan.PlanStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A deployment while an event is applied to it: what each event changes. */
final class Draft {
  private final Deployment base;
  private final Map<RunKey, StepRun> runs;
  private final List<StepRun> earlier;
  private final Map<TaskId, TaskRun> tasks;
  private final Map<Phase, PhaseRun> phases;
  private final List<Approval> approvals;
  private long sequence;
  private Instant changedAt;
  private State state;
  private @Nullable Failure failure;
  private @Nullable Wish wish;
  private @Nullable RollbackRun rollback;
  private @Nullable WatchRun watch;
  private @Nullable Receipt receipt;

  Draft(Deployment base) {
    this.base = base;
    runs = new LinkedHashMap<>(base.runs());
    earlier = new ArrayList<>(base.earlier());
    tasks = new LinkedHashMap<>(base.tasks());
    phases = new LinkedHashMap<>(base.phases());
    approvals = new ArrayList<>(base.approvals());
    sequence = base.sequence();
    changedAt = base.changedAt();
    state = base.state();
    failure = base.failure();
    wish = base.wish();
    rollback = base.rollback();
    watch = base.watch();
    receipt = base.receipt();
  }

  static Deployment begin(DeploymentId id, DeploymentRequested event) {
    return new Deployment(
        id,
        1,
        event.plan(),
        event.planDigest(),
        event.environment(),
        event.parameters(),
        event.reason(),
        event.by(),
        event.at(),
        event.at(),
        new State.Requested(),
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }

  Deployment build() {
    return new Deployment(
        base.id(),
        sequence,
        base.plan(),
        base.planDigest(),
        base.environment(),
        base.parameters(),
        base.reason(),
        base.requestedBy(),
        base.requestedAt(),
        changedAt,
        state,
        runs,
        earlier,
        tasks,
        phases,
        approvals,
        failure,
        wish,
        rollback,
        watch,
        receipt);
  }

  void next(Instant at) {
    sequence++;
    // What is said of a deployment that has ended does not change when it has.
    changedAt = state instanceof State.Terminal ? changedAt : at;
  }

  void mustBeLive(DeploymentEvent event) {
    if (state instanceof State.Terminal) {
      throw new IllegalStateException(
          "%s is final; %s cannot follow"
              .formatted(state.word(), event.getClass().getSimpleName()));
    }
  }

  void enter(State next) {
    state = next;
  }

  void phaseStarted(PhaseStarted event) {
    phases.put(event.phase(), new PhaseRun(event.phase(), event.at(), null));
    enter(State.of(event.phase()));
  }

  void phaseCompleted(PhaseCompleted event) {
    PhaseRun run = phases.get(event.phase());
    if (run == null) {
      throw new IllegalStateException(event.phase() + " was never started");
    }
    phases.put(event.phase(), new PhaseRun(event.phase(), run.startedAt(), event.at()));
  }

  void dispatched(StepDispatched event) {
    RunKey key = new RunKey(event.step(), event.direction());
    begin(StepRun.dispatched(key, event.attempt(), event.command(), event.at(), event.deadline()));
    WatchRun now = watch;
    if (now != null && state instanceof State.Watching && inWindow(now, event.step())) {
      watch = now.roundBegun(event.attempt(), event.at());
    }
  }

  private void begin(StepRun attempt) {
    StepRun before = runs.put(attempt.key(), attempt);
    if (before != null && before.worthTelling() && earlier.size() < Deployment.MOST_EARLIER) {
      earlier.add(before.withoutChecks());
    }
  }

  void started(StepStarted event) {
    RunKey key = new RunKey(event.step(), event.direction());
    runs.put(key, run(key).started(event.at()));
  }

  void progressed(StepProgressed event) {
    RunKey key = new RunKey(event.step(), event.direction());
    runs.put(key, run(key).progressed(event.progress()));
  }

  void succeeded(StepSucceeded event) {
    RunKey key = new RunKey(event.step(), event.direction());
    runs.put(
        key,
        run(key)
            .succeeded(event.startedAt(), event.finishedAt(), event.evidence(), event.checks()));
    roundMayHaveEnded(event.step());
  }

  void failed(StepFailed event) {
    RunKey key = new RunKey(event.step(), event.direction());
    runs.put(
        key,
        run(key)
            .failed(
                event.startedAt(),
                event.at(),
                event.reason(),
                event.checks(),
                event.evidence(),
                event.willRetry()));
    roundMayHaveEnded(event.step());
  }

  private void roundMayHaveEnded(StepId step) {
    WatchRun now = watch;
    if (now == null || !inWindow(now, step) || !Rounds.justEnded(now, base.plan(), runs)) {
      return;
    }
    watch = now.roundEnded(Rounds.failed(now, base.plan(), runs));
  }

  private boolean inWindow(WatchRun now, StepId step) {
    return base.plan().windows().get(now.window()).checks().stream()
        .anyMatch(check -> check.id().equals(step));
  }

  void retry(StepRetryRequested event) {
    RunKey key = new RunKey(event.step(), event.direction());
    runs.put(key, run(key).stale());
    RollbackRun back = rollback;
    if (state instanceof State.Paused) {
      return;
    }
    if (back != null && !back.completed()) {
      enter(new State.RollingBack(back.level()));
      return;
    }
    goOn(failure == null ? Phase.PREFLIGHT : failure.phase());
  }

  /** The phase goes on as a whole: whatever else of it has failed is tried again as well. */
  private void goOn(Phase phase) {
    base.plan()
        .allSteps()
        .filter(step -> step.phase() == phase || isLate(step, phase))
        .map(step -> RunKey.forward(step.id()))
        .forEach(key ->
            runs.computeIfPresent(key, (same, run) -> run.failedForGood() ? run.stale() : run));
    watch = watch == null ? null : watch.forgiven();
    failure = null;
    wish = null;
    enter(State.of(phase));
  }

  private boolean isLate(PlanStep step, Phase phase) {
    return phase.compareTo(Phase.FINISH) > 0 && LateTasks.isOne(base, step);
  }

  void opened(TaskOpened event) {
    tasks.put(
        event.task(),
        new TaskRun(
            event.task(),
            event.kind(),
            event.owner(),
            event.instruction(),
            event.options(),
            event.at(),
            event.due(),
            null,
            true,
            null,
            null,
            "",
            null));
    if (event.kind() == TaskKind.STEP) {
      RunKey key = RunKey.forward(new StepId(event.task().value()));
      StepRun before = runs.get(key);
      int attempt = before == null ? 1 : before.attempt() + 1;
      begin(StepRun.dispatched(key, attempt, null, event.at(), null));
    }
  }

  void completed(TaskCompleted event) {
    TaskRun task = task(event.task());
    tasks.put(event.task(), task.completed(event.outcome(), event.by(), event.note(), event.at()));
  }

  void overdue(TaskOverdue event) {
    TaskRun task = task(event.task());
    tasks.put(event.task(), task.reminded(event.at()));
  }

  void withdrawn(TaskWithdrawn event) {
    TaskRun task = task(event.task());
    tasks.put(event.task(), task.withdrawn(event.at()));
    if (task.kind() == TaskKind.STEP) {
      RunKey key = RunKey.forward(new StepId(event.task().value()));
      runs.put(key, run(key).stale());
    }
  }

  void approved(ApprovalGranted event) {
    approvals.add(
        new Approval(
            event.role(),
            event.by(),
            event.at(),
            event.reason(),
            Objects.requireNonNullElse(event.accepted(), List.of())));
  }

  void rehearsed(Receipt passed) {
    receipt = passed;
  }

  void paused() {
    if (!(state instanceof State.Working working)) {
      throw new IllegalStateException(state.word() + " cannot be paused");
    }
    enter(new State.Paused(working));
  }

  void resumed() {
    if (!(state instanceof State.Paused paused)) {
      throw new IllegalStateException(state.word() + " cannot be resumed");
    }
    enter(paused.in());
  }

  void wish(Wish wanted) {
    wish = wanted;
  }

  void failure(FailureDetected event) {
    Phase phase = Deployment.phaseOf(state, phases).orElse(Phase.PREFLIGHT);
    failure = new Failure(event.cause(), phase, event.step(), event.summary(), event.at());
    rollback = null;
    runs.replaceAll((key, run) -> madeAfresh(key) ? run.stale() : run);
    enter(new State.AssessingFailure());
  }

  /** Looks, moves and verifications are made afresh by each rollback that is decided. */
  private boolean madeAfresh(RunKey key) {
    return key.direction() != Direction.FORWARD || base.plan().step(key.step()).isEmpty();
  }

  void decided(RollbackDecided event) {
    rollback =
        new RollbackRun(event.level(), event.reasons(), event.prices(), event.moves(), false);
    enter(new State.RollingBack(event.level()));
  }

  void rolledBack() {
    RollbackRun back = rollback;
    if (back == null) {
      throw new IllegalStateException("no rollback was decided");
    }
    rollback = new RollbackRun(back.level(), back.reasons(), back.prices(), back.moves(), true);
  }

  void windowStarted(WatchWindowStarted event) {
    WatchRun before = watch;
    watch = before == null ? WatchRun.first(event.at()) : before.next(event.at());
  }

  private StepRun run(RunKey key) {
    StepRun run = runs.get(key);
    if (run == null) {
      throw new IllegalStateException(key + " was never dispatched");
    }
    return run;
  }

  private TaskRun task(TaskId id) {
    TaskRun task = tasks.get(id);
    if (task == null) {
      throw new IllegalStateException("the task " + id + " was never opened");
    }
    return task;
  }
}
