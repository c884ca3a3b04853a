package io.changeover.core;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Role;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.DeploymentSucceeded;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.PhaseCompleted;
import io.changeover.contracts.event.PhaseStarted;
import io.changeover.contracts.event.RehearsalPassed;
import io.changeover.contracts.event.WatchWindowPassed;
import io.changeover.contracts.event.WatchWindowStarted;
import io.changeover.contracts.plan.ApprovalRule;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.WatchWindow;
import io.changeover.contracts.step.Task;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a deployment does next by itself, until it has to wait: for a report, for a person, for a
 * time.
 */
final class Advance {
  private Advance() {}

  static void whatFollows(Turn turn) {
    long before;
    do {
      before = turn.state().sequence();
      oneStep(turn);
    } while (turn.state().sequence() != before);
  }

  private static void oneStep(Turn turn) {
    switch (turn.state().state()) {
      case State.Requested requested -> begin(turn, 0);
      case State.AwaitingApproval approval -> approval(turn);
      case State.Watching watching -> watch(turn);
      case State.AwaitingSignOff signOff -> signOff(turn);
      case State.Working working -> steps(turn, working.phase());
      case State.Paused paused -> {}
      case State.AssessingFailure assessing -> Retreat.assess(turn);
      case State.RollingBack back -> Retreat.goBack(turn);
      case State.NeedsHuman human -> {}
      case State.Terminal ended -> {}
    }
  }

  /** Starts the first phase at or after an index that has something in it; ends after the last. */
  private static void begin(Turn turn, int index) {
    for (Phase phase : List.of(Phase.values()).subList(index, Phase.values().length)) {
      if (hasWork(turn.state().plan(), phase)) {
        if (mayBegin(turn, phase)) {
          turn.emit(new PhaseStarted(turn.now(), phase));
        }
        return;
      }
    }
    turn.emit(new DeploymentSucceeded(turn.now(), "Everything in the plan is done."));
  }

  private static boolean hasWork(Plan plan, Phase phase) {
    return switch (phase) {
      case APPROVE -> !plan.approvals().isEmpty();
      case WATCH -> !plan.windows().isEmpty();
      case SIGN_OFF -> !plan.signOff().isEmpty();
      case PREFLIGHT, REHEARSE, BACKUP, MIGRATE, ROLLOUT, VALIDATE, FINISH ->
          plan.steps().stream().anyMatch(step -> step.phase() == phase);
    };
  }

  /** No migration without what leads back from it, and what was promised before it. */
  private static boolean mayBegin(Turn turn, Phase phase) {
    Optional<String> missing =
        phase == Phase.MIGRATE ? Safeguards.missing(turn.state()) : Optional.empty();
    missing.ifPresent(
        why -> turn.emit(new FailureDetected(turn.now(), Cause.PREPARATION_FAILED, null, why)));
    return missing.isEmpty();
  }

  /** The newest step before the migration that left a verified backup, for each database. */
  static List<PlanStep> verifiedBackups(Deployment state) {
    Map<Set<TargetAlias>, PlanStep> newest = new LinkedHashMap<>();
    state.stepsOf(Phase.BACKUP).stream()
        .filter(step -> state.evidence(step.id()).filter(Advance::isVerified).isPresent())
        .forEach(step -> newest.put(step.spec().targets(), step));
    return List.copyOf(newest.values());
  }

  private static boolean isVerified(Evidence evidence) {
    return evidence instanceof Evidence.Backup backup && backup.verified();
  }

  private static void complete(Turn turn, Phase phase) {
    turn.emit(new PhaseCompleted(turn.now(), phase));
    begin(turn, List.of(Phase.values()).indexOf(phase) + 1);
  }

  private static void steps(Turn turn, Phase phase) {
    List<PlanStep> steps = turn.state().stepsOf(phase);
    Optional<PlanStep> failed = worstFailure(turn.state(), steps);
    if (failed.isPresent()) {
      if (turn.state().inFlight().findAny().isEmpty()) {
        fail(turn, failed.get());
      }
      return;
    }
    for (PlanStep step : steps) {
      if (isReady(turn.state(), step)) {
        doStep(turn, step);
      }
    }
    if (steps.stream().allMatch(step -> holdsNothingUp(turn.state(), step))) {
      if (phase == Phase.REHEARSE) {
        Receipts.of(turn.state())
            .ifPresent(receipt -> turn.emit(new RehearsalPassed(turn.now(), receipt)));
      }
      complete(turn, phase);
    } else if (waitsForNothing(turn.state())) {
      turn.emit(
          new FailureDetected(
              turn.now(),
              Cause.PREPARATION_FAILED,
              null,
              "What is left of the phase %s waits for steps that never run.".formatted(phase)));
    }
  }

  /** A person's task of the phase finish may go on while the deployment is watched. */
  private static boolean holdsNothingUp(Deployment state, PlanStep step) {
    return isDone(state, step.id())
        || (LateTasks.isOne(state, step) && state.run(step.id()).isPresent());
  }

  private static boolean waitsForNothing(Deployment state) {
    return state.inFlight().findAny().isEmpty() && state.openTasks().findAny().isEmpty();
  }

  static Optional<PlanStep> worstFailure(Deployment state, List<PlanStep> steps) {
    return steps.stream()
        .filter(step -> state.run(step.id()).filter(StepRun::failedForGood).isPresent())
        .max(
            Comparator.comparing((PlanStep step) -> step.severity() == Severity.CRITICAL)
                .thenComparingInt(step -> weight(step.failureMeans())));
  }

  /** Of several failures the one that needs the most is acted on. */
  private static int weight(Cause cause) {
    return switch (cause) {
      case OPERATOR -> 0;
      case PREPARATION_FAILED -> 1;
      case PERFORMANCE -> 2;
      case VALIDATION_FAILED -> 3;
      case ROLLOUT_FAILED -> 4;
      case MIGRATION_FAILED -> 5;
      case DATA_CORRUPTION -> 6;
    };
  }

  private static void fail(Turn turn, PlanStep step) {
    String why =
        turn.state()
            .run(step.id())
            .map(StepRun::failure)
            .map(reason -> reason.message())
            .orElse("it failed");
    People.withdrawOpenTasks(turn);
    turn.emit(
        new FailureDetected(
            turn.now(), step.failureMeans(), step.id(), "%s: %s".formatted(step.title(), why)));
  }

  private static boolean isReady(Deployment state, PlanStep step) {
    Optional<StepRun> run = state.run(step.id());
    return (run.isEmpty() || run.get().again())
        && step.after().stream().allMatch(before -> isDone(state, before));
  }

  private static boolean isDone(Deployment state, StepId step) {
    return state.run(step).filter(StepRun::succeeded).isPresent();
  }

  private static void doStep(Turn turn, PlanStep step) {
    if (step.spec() instanceof Task task) {
      People.ask(turn, step, task);
    } else {
      turn.dispatch(step.id(), Direction.FORWARD, step.timeout());
    }
  }

  private static void approval(Turn turn) {
    Deployment state = turn.state();
    for (ApprovalRule rule : state.plan().approvals()) {
      if (!turn.state().tasks().containsKey(People.approvalTask(rule.role()))) {
        People.askForApproval(turn, rule);
      }
    }
    if (turn.state().openTasks().findAny().isEmpty()) {
      complete(turn, Phase.APPROVE);
    }
  }

  private static void signOff(Turn turn) {
    if (lateTaskFailed(turn)) {
      return;
    }
    for (Role role : turn.state().plan().signOff()) {
      TaskRun task = turn.state().tasks().get(People.signOffTask(role));
      if (task == null || (!task.open() && task.outcome() == null)) {
        People.askForSignOff(turn, role);
      } else if (task.outcome() == TaskOutcome.FAILED) {
        People.withdrawOpenTasks(turn);
        turn.emit(
            new FailureDetected(
                turn.now(),
                Cause.OPERATOR,
                null,
                "The role %s does not sign off: %s".formatted(role, task.note())));
        return;
      }
    }
    if (turn.state().openTasks().findAny().isEmpty()) {
      complete(turn, Phase.SIGN_OFF);
    }
  }

  private static void watch(Turn turn) {
    WatchRun watch = turn.state().watch();
    Plan plan = turn.state().plan();
    if (watch == null) {
      startWindow(turn, 0);
      return;
    }
    if (DueTime.roundUnderWay(watch) || lateTaskFailed(turn)) {
      return;
    }
    WatchWindow window = Rounds.window(watch, plan);
    if (watch.failedInARow() >= window.failuresInARow()
        && worstFailure(turn.state(), window.checks()).isPresent()) {
      fail(turn, worstFailure(turn.state(), window.checks()).orElseThrow());
    } else if (turn.now().isBefore(Rounds.due(turn.state(), watch))) {
      return;
    } else if (Rounds.allBegun(turn.state(), watch)) {
      endWindow(turn, watch, window);
    } else {
      window
          .checks()
          .forEach(check -> turn.dispatch(check.id(), Direction.FORWARD, check.timeout()));
    }
  }

  /** Asks again for what is to be tried again, and tells whether a task has failed. */
  private static boolean lateTaskFailed(Turn turn) {
    List<PlanStep> late = LateTasks.of(turn.state());
    Optional<PlanStep> failed = worstFailure(turn.state(), late);
    if (failed.isPresent()) {
      fail(turn, failed.get());
      return true;
    }
    late.stream().filter(step -> isReady(turn.state(), step)).forEach(step -> doStep(turn, step));
    return false;
  }

  private static void startWindow(Turn turn, int index) {
    WatchWindow window = turn.state().plan().windows().get(index);
    WatchRun before = turn.state().watch();
    turn.emit(
        new WatchWindowStarted(
            turn.now(),
            window.name(),
            (before == null ? turn.now() : before.watchStartedAt()).plus(window.until())));
  }

  private static void endWindow(Turn turn, WatchRun watch, WatchWindow window) {
    turn.emit(
        new WatchWindowPassed(turn.now(), window.name(), watch.roundsDone(), watch.roundsFailed()));
    if (watch.window() + 1 < turn.state().plan().windows().size()) {
      startWindow(turn, watch.window() + 1);
    } else {
      complete(turn, Phase.WATCH);
    }
  }
}
