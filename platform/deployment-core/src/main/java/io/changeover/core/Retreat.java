package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.Severity;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.event.DeploymentAborted;
import io.changeover.contracts.event.DeploymentFailed;
import io.changeover.contracts.event.DeploymentRolledBack;
import io.changeover.contracts.event.HumanNeeded;
import io.changeover.contracts.event.RollbackCompleted;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.event.RollbackMove;
import io.changeover.contracts.event.TaskOpened;
import io.changeover.contracts.plan.PlanStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** From a failure, or a person's wish, to a state that is as before: assess, choose, go back. */
final class Retreat {
  private Retreat() {}

  /** Waits until nothing runs, drops what was only rehearsed on, looks, and chooses. */
  static void assess(Turn turn) {
    Deployment state = turn.state();
    if (state.inFlight().findAny().isPresent()) {
      return;
    }
    Optional<PlanStep> drop = Rehearsals.toDrop(state);
    if (drop.isPresent()) {
      turn.dispatch(drop.get().id(), Direction.FORWARD, drop.get().timeout());
      return;
    }
    if (!state.changed()) {
      endUnchanged(turn);
      return;
    }
    List<PlanStep> looks =
        Assessment.probes(state).stream().filter(step -> notLookedAt(state, step)).toList();
    if (looks.isEmpty()) {
      choose(turn);
    }
    for (PlanStep step : looks) {
      turn.dispatch(step.id(), Direction.PROBE, step.spec().usualTimeout());
    }
  }

  private static boolean notLookedAt(Deployment state, PlanStep step) {
    Optional<StepRun> run = state.run(step.id(), Direction.PROBE);
    return run.isEmpty() || run.get().again();
  }

  private static void endUnchanged(Turn turn) {
    Failure failure = Objects.requireNonNull(turn.state().failure());
    String summary = failure.summary() + leftover(turn.state());
    if (turn.state().wish() instanceof Wish.Abort) {
      turn.emit(new DeploymentAborted(turn.now(), summary));
    } else {
      turn.emit(new DeploymentFailed(turn.now(), "Nothing was changed. " + summary));
    }
  }

  private static String leftover(Deployment state) {
    return Rehearsals.leftover(state)
        .map(why ->
            " The rehearsal's scratch database could not be dropped (%s); the backup service drops it later."
                .formatted(why))
        .orElse("");
  }

  private static void choose(Turn turn) {
    Assessment assessment = Assessment.of(turn.state());
    switch (RollbackDecision.choose(assessment)) {
      case RollbackDecision.Choice choice ->
          turn.emit(
              new RollbackDecided(
                  turn.now(),
                  choice.level(),
                  choice.reasons(),
                  assessment.prices(),
                  RollbackMoves.of(turn.state(), choice.level())));
      case RollbackDecision.Ask ask -> needHuman(turn, ask.why());
    }
  }

  /** Does the moves one after the other. */
  static void goBack(Turn turn) {
    RollbackRun rollback = Objects.requireNonNull(turn.state().rollback());
    for (RollbackMove move : rollback.moves()) {
      Optional<StepRun> run = turn.state().run(move.step(), move.direction());
      if (run.isEmpty() || run.get().again()) {
        turn.dispatch(move.step(), move.direction(), move.timeout());
        return;
      }
      if (run.get().failedForGood()) {
        moveFailed(turn, rollback, move, run.get());
        return;
      }
      if (!run.get().succeeded()) {
        return;
      }
    }
    String summary =
        "%s back by %s, in %d moves, and this was verified.%s"
            .formatted(
                rollback.level() == RollbackLevel.TRAFFIC_BACK ? "The users are" : "Everything is",
                rollback.level(),
                rollback.moves().size(),
                remark(turn.state(), rollback));
    turn.emit(new RollbackCompleted(turn.now(), rollback.level(), summary));
    turn.emit(new DeploymentRolledBack(turn.now(), rollback.level(), summary));
  }

  private static String remark(Deployment state, RollbackRun rollback) {
    boolean told =
        rollback.moves().stream()
            .anyMatch(move -> RollbackMoves.severity(state, move.spec()) == Severity.MINOR);
    if (!told) {
      return "";
    }
    String why =
        rollback.level() == RollbackLevel.TRAFFIC_BACK
            ? "The migration stays"
            : "Users wrote after the backup";
    return " %s: where the data differs from the backup it is told, not judged.".formatted(why);
  }

  private static void moveFailed(Turn turn, RollbackRun rollback, RollbackMove move, StepRun run) {
    String why = run.failure() == null ? "it failed" : run.failure().message();
    needHuman(
        turn,
        "The rollback by %s stopped at '%s' (%s): %s"
            .formatted(rollback.level(), move.step(), move.direction(), why));
  }

  private static void needHuman(Turn turn, String why) {
    TaskId decision = nextDecision(turn.state());
    List<String> options = Options.of(turn.state(), decision);
    turn.emit(new HumanNeeded(turn.now(), why, options));
    turn.emit(
        new TaskOpened(turn.now(), decision, TaskKind.DECISION, People.DECIDING, why, options));
  }

  private static TaskId nextDecision(Deployment state) {
    long decisions =
        state.tasks().values().stream().filter(task -> task.kind() == TaskKind.DECISION).count();
    return new TaskId("decide-" + (decisions + 1));
  }
}
