package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.event.RollbackMove;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.contracts.step.StepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a rollback does, in order: the newest change first, a look at the result last. The database
 * is compared with its backup as soon as it is back, before what was changed ahead of the migration
 * is led back. Whatever was begun is led back, whether it had succeeded or not.
 */
final class RollbackMoves {
  private static final String VERIFICATION = "rollback.fingerprint";

  /** The schema alone, where users have written and the data can only be told about. */
  private static final String SCHEMA = "rollback.schema";

  private RollbackMoves() {}

  static List<RollbackMove> of(Deployment state, RollbackLevel level) {
    List<RollbackMove> moves = new ArrayList<>();
    back(begun(state, phase -> phase.compareTo(Phase.MIGRATE) > 0), moves);
    switch (level) {
      case SCHEMA_DOWNGRADE -> back(migrationsBegun(state), moves);
      case TRAFFIC_BACK -> {}
      case RESTORE -> back(Advance.verifiedBackups(state), moves);
    }
    // Compared before users are let in again by what comes next: they would change it.
    comparison(state, level, moves);
    back(begun(state, phase -> phase.compareTo(Phase.MIGRATE) < 0), moves);
    verification(state, moves);
    return moves;
  }

  private static void back(List<PlanStep> steps, List<RollbackMove> moves) {
    for (PlanStep step : steps.reversed()) {
      moves.add(new RollbackMove(step.id(), Direction.BACK, step.spec(), step.timeout()));
    }
  }

  private static void comparison(Deployment state, RollbackLevel level, List<RollbackMove> moves) {
    List<PlanStep> backups = Advance.verifiedBackups(state);
    if (level == RollbackLevel.TRAFFIC_BACK) {
      compare(backups, VERIFICATION, FingerprintScope.DATA, moves);
    } else if (usersWrote(state, backups)) {
      compare(backups, SCHEMA, FingerprintScope.SCHEMA, moves);
      compare(backups, VERIFICATION, FingerprintScope.DATA, moves);
    } else {
      compare(backups, VERIFICATION, FingerprintScope.ALL, moves);
    }
  }

  private static void compare(
      List<PlanStep> backups, String name, FingerprintScope scope, List<RollbackMove> moves) {
    int number = 1;
    for (PlanStep backup : backups) {
      moves.add(
          new RollbackMove(
              new StepId(number == 1 ? name : name + "-" + number),
              Direction.FORWARD,
              new Fingerprint(backup.spec().targets().iterator().next(), backup.id(), scope),
              backup.timeout()));
      number++;
    }
  }

  /**
   * What a look means that fails: a difference in data is only told where users write it, or where
   * the migration stays, which may have been about rows.
   */
  static Severity severity(Deployment state, StepSpec look) {
    return look instanceof Fingerprint fingerprint
            && fingerprint.scope() == FingerprintScope.DATA
            && (migrationStays(state) || usersWrote(state, comparedWith(state, fingerprint)))
        ? Severity.MINOR
        : Severity.MAJOR;
  }

  private static boolean migrationStays(Deployment state) {
    RollbackRun rollback = state.rollback();
    return rollback != null && rollback.level() == RollbackLevel.TRAFFIC_BACK;
  }

  private static List<PlanStep> comparedWith(Deployment state, Fingerprint look) {
    return Advance.verifiedBackups(state).stream()
        .filter(backup -> backup.id().equals(look.against()))
        .toList();
  }

  private static boolean usersWrote(Deployment state, List<PlanStep> backups) {
    return backups.stream().anyMatch(backup -> UsersWrote.since(state, backup));
  }

  private static void verification(Deployment state, List<RollbackMove> moves) {
    for (PlanStep check : state.plan().rollback().verify()) {
      moves.add(new RollbackMove(check.id(), Direction.FORWARD, check.spec(), check.timeout()));
    }
  }

  /** The migrations that were begun; each may have changed something. */
  static List<PlanStep> migrationsBegun(Deployment state) {
    return begun(state, phase -> phase == Phase.MIGRATE);
  }

  /** A step that was begun and from which only a restore leads back. */
  static Optional<PlanStep> withoutWayBack(Deployment state) {
    return begun(state, phase -> phase.compareTo(Phase.MIGRATE) <= 0).stream()
        .filter(step -> !step.spec().leadsBack())
        .findFirst();
  }

  private static List<PlanStep> begun(Deployment state, Predicate<Phase> during) {
    return state.plan().steps().stream()
        .filter(step -> during.test(step.phase()))
        .filter(PlanStep::changes)
        .filter(step -> state.runs().containsKey(RunKey.forward(step.id())))
        .toList();
  }
}
