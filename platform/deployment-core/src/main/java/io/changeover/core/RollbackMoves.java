package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.event.RollbackMove;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import java.util.ArrayList;
import java.util.List;

/** What a rollback does, in order: the newest change first, a look at the result last. */
final class RollbackMoves {
  private static final StepId VERIFICATION = new StepId("rollback.fingerprint");

  private RollbackMoves() {}

  static List<RollbackMove> of(Deployment state, RollbackLevel level) {
    List<RollbackMove> moves = new ArrayList<>();
    begun(state, Phase.ROLLOUT).reversed().forEach(step -> moves.add(back(step)));
    switch (level) {
      case SCHEMA_DOWNGRADE ->
          migrationsBegun(state).reversed().forEach(step -> moves.add(back(step)));
      case TRAFFIC_BACK -> {}
      case RESTORE -> Advance.verifiedBackup(state).ifPresent(step -> moves.add(back(step)));
    }
    verification(state, level, moves);
    return moves;
  }

  private static void verification(
      Deployment state, RollbackLevel level, List<RollbackMove> moves) {
    FingerprintScope scope =
        level == RollbackLevel.TRAFFIC_BACK ? FingerprintScope.DATA : FingerprintScope.ALL;
    Advance.verifiedBackup(state)
        .ifPresent(backup -> {
          TargetAlias target = backup.spec().targets().iterator().next();
          moves.add(
              new RollbackMove(
                  VERIFICATION,
                  Direction.FORWARD,
                  new Fingerprint(target, backup.id(), scope),
                  backup.timeout()));
        });
    for (PlanStep check : state.plan().rollback().verify()) {
      moves.add(new RollbackMove(check.id(), Direction.FORWARD, check.spec(), check.timeout()));
    }
  }

  private static RollbackMove back(PlanStep step) {
    return new RollbackMove(step.id(), Direction.BACK, step.spec(), step.timeout());
  }

  /** The migrations that were begun; each may have changed something. */
  static List<PlanStep> migrationsBegun(Deployment state) {
    return begun(state, Phase.MIGRATE);
  }

  private static List<PlanStep> begun(Deployment state, Phase phase) {
    return state.stepsOf(phase).stream()
        .filter(step -> step.spec().changes())
        .filter(step -> state.runs().containsKey(RunKey.forward(step.id())))
        .toList();
  }
}
