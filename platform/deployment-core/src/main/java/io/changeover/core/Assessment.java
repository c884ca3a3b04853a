package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.RollbackPolicy;
import io.changeover.contracts.step.SwitchTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a rollback level has to be chosen.
 *
 * @param partiallyApplied a migration stopped half-way, so its downgrade cannot be trusted
 * @param prices of all three levels, in their order
 */
record Assessment(
    Failure failure,
    @Nullable Wish wish,
    RollbackPolicy policy,
    boolean partiallyApplied,
    List<PricedLevel> prices) {
  /** What going back by downgrades is expected to take when nothing was measured. */
  private static final Duration UNKNOWN = Duration.ofMinutes(5);

  Assessment {
    prices = List.copyOf(prices);
  }

  /** The steps whose specialists are asked before the choice. */
  static List<PlanStep> probes(Deployment state) {
    List<PlanStep> probes = new ArrayList<>();
    state.plan().steps().stream()
        .filter(step -> step.spec() instanceof SwitchTraffic)
        .forEach(probes::add);
    probes.addAll(Advance.verifiedBackups(state));
    return probes;
  }

  static Assessment of(Deployment state) {
    Failure failure =
        Objects.requireNonNullElseGet(
            state.failure(),
            () ->
                new Failure(
                    io.changeover.contracts.Cause.OPERATOR,
                    state.phase().orElse(Phase.PREFLIGHT),
                    null,
                    "",
                    state.changedAt()));
    boolean partial = partiallyApplied(state);
    return new Assessment(
        failure,
        state.wish(),
        state.plan().rollback(),
        partial,
        List.of(downgrade(state, partial), traffic(state), restore(state)));
  }

  private static boolean partiallyApplied(Deployment state) {
    return state.runs().values().stream().map(StepRun::failure).anyMatch(Assessment::isPartial);
  }

  private static boolean isPartial(@Nullable FailureReason reason) {
    return reason != null && reason.code() == FailureCode.PARTIALLY_APPLIED;
  }

  private static PricedLevel downgrade(Deployment state, boolean partial) {
    Duration takes =
        RollbackMoves.migrationsBegun(state).stream()
            .map(step -> Optional.ofNullable(step.expected()).orElse(UNKNOWN))
            .reduce(Duration.ZERO, Duration::plus);
    String remark =
        partial
            ? "a migration stopped half-way, so its downgrade cannot be trusted"
            : "rows written since stay, as far as the old schema has a place for them";
    return new PricedLevel(RollbackLevel.SCHEMA_DOWNGRADE, !partial, 0, takes, remark);
  }

  private static PricedLevel traffic(Deployment state) {
    Optional<PlanStep> step =
        state.plan().steps().stream()
            .filter(one -> one.spec() instanceof SwitchTraffic)
            .findFirst();
    if (step.isEmpty()) {
      return impossible(RollbackLevel.TRAFFIC_BACK, "the plan has no blue and green");
    }
    boolean migrated = !RollbackMoves.migrationsBegun(state).isEmpty();
    if (migrated && !state.plan().rollback().blueReadsNewSchema()) {
      return impossible(
          RollbackLevel.TRAFFIC_BACK, "blue does not work on the migrated schema, the plan says");
    }
    Optional<Evidence> seen =
        state
            .run(step.get().id(), Direction.PROBE)
            .filter(StepRun::succeeded)
            .map(StepRun::evidence);
    boolean alive = seen.filter(Assessment::blueAlive).isPresent();
    return alive
        ? new PricedLevel(
            RollbackLevel.TRAFFIC_BACK,
            true,
            0,
            Duration.ofSeconds(10),
            "blue is alive; the schema stays as migrated")
        : impossible(RollbackLevel.TRAFFIC_BACK, "blue was not seen alive");
  }

  private static boolean blueAlive(Evidence evidence) {
    return evidence instanceof Evidence.Traffic traffic && traffic.blueAlive();
  }

  /** All backups are restored, so each must be usable, and what each loses is lost. */
  private static PricedLevel restore(Deployment state) {
    List<PlanStep> backups = Advance.verifiedBackups(state);
    if (backups.isEmpty()) {
      return impossible(RollbackLevel.RESTORE, "there is no verified backup");
    }
    long rows = 0;
    Duration takes = Duration.ZERO;
    for (PlanStep backup : backups) {
      Optional<Evidence> seen =
          state.run(backup.id(), Direction.PROBE).filter(StepRun::succeeded).map(StepRun::evidence);
      if (!(seen.orElse(null) instanceof Evidence.RestorePrice price)) {
        return impossible(RollbackLevel.RESTORE, "the backup could not be looked at");
      }
      if (!price.usable()) {
        return impossible(RollbackLevel.RESTORE, "the backup is not there or was changed");
      }
      rows += price.rowsAddedOrRemoved();
      takes = takes.plus(price.expectedRestore());
    }
    return new PricedLevel(
        RollbackLevel.RESTORE,
        true,
        rows,
        takes,
        "the backup is there and unchanged; what was written since it is lost");
  }

  private static PricedLevel impossible(RollbackLevel level, String remark) {
    return new PricedLevel(level, false, 0, Duration.ZERO, remark);
  }

  PricedLevel price(RollbackLevel level) {
    return prices.get(level.number() - 1);
  }
}
