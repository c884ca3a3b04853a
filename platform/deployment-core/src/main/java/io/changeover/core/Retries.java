package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.plan.PlanStep;
import java.util.Optional;

/**
 * Which failed steps a person may have tried again: the moves of a rollback that has stopped; else
 * the steps of the phase that was left, until something of it was led back. What was led back is
 * not led forward again, because other steps already rest on it.
 */
final class Retries {
  private Retries() {}

  static boolean allowed(Deployment state, StepRun run) {
    RollbackRun rollback = state.rollback();
    if (rollback != null && !rollback.completed()) {
      return rollback.moves().stream()
          .anyMatch(move ->
              move.step().equals(run.key().step()) && move.direction() == run.key().direction());
    }
    return run.key().direction() == Direction.FORWARD
        && !ledBack(state)
        && state.plan().step(run.key().step()).filter(step -> wasAt(state, step)).isPresent();
  }

  private static boolean wasAt(Deployment state, PlanStep step) {
    Optional<Phase> left = left(state);
    return left.equals(Optional.of(step.phase()))
        || (LateTasks.isOne(state, step)
            && left.filter(phase -> phase.compareTo(Phase.FINISH) > 0).isPresent());
  }

  private static Optional<Phase> left(Deployment state) {
    Failure failure = state.failure();
    return failure == null ? state.phase() : Optional.of(failure.phase());
  }

  private static boolean ledBack(Deployment state) {
    return state.runs().keySet().stream().anyMatch(key -> key.direction() == Direction.BACK);
  }
}
