package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.Severity;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.RollbackPolicy;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.SwitchTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a rollback level has to be chosen.
 *
 * @param severity of the step that failed; null when none did
 * @param partiallyApplied a migration stopped half-way, so its downgrade cannot be trusted
 * @param prices of all three levels, in their order
 */
record Assessment(
    Failure failure,
    @Nullable Wish wish,
    RollbackPolicy policy,
    @Nullable Severity severity,
    @Nullable Phase phaseOfStep,
    boolean partiallyApplied,
    List<PricedLevel> prices) {
  /** Nobody knows how far a tool came that ended so. */
  private static final Set<FailureCode> BROKEN_OFF =
      Set.of(FailureCode.TIMED_OUT, FailureCode.CANCELLED, FailureCode.SILENT);

  /** What going back by downgrades is expected to take when nothing was measured. */
  private static final Duration UNKNOWN = Duration.ofMinutes(5);

  Assessment {
    prices = List.copyOf(prices);
  }

  /** The steps whose specialists are asked before the choice. */
  static List<PlanStep> probes(Deployment state) {
    List<PlanStep> probes = new ArrayList<>(switches(state));
    probes.addAll(CopiedRows.copies(state));
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
        failed(state, failure).map(PlanStep::severity).orElse(null),
        failed(state, failure).map(PlanStep::phase).orElse(null),
        partial,
        List.of(downgrade(state, partial), traffic(state), restore(state)));
  }

  private static Optional<PlanStep> failed(Deployment state, Failure failure) {
    return Optional.ofNullable(failure.step()).flatMap(step -> state.plan().step(step));
  }

  /**
   * Whether a migration stopped half-way. One on a scratch database is gone with it, and a program
   * of another phase has its own way back.
   */
  private static boolean partiallyApplied(Deployment state) {
    return state.runs().values().stream()
        .filter(run -> isMigration(state, run))
        .anyMatch(run -> isPartial(state, run));
  }

  private static boolean isMigration(Deployment state, StepRun run) {
    return state
        .plan()
        .step(run.key().step())
        .filter(step -> step.phase() == Phase.MIGRATE)
        .isPresent();
  }

  private static boolean isPartial(Deployment state, StepRun run) {
    FailureReason reason = run.failure();
    return reason != null
        && (reason.code() == FailureCode.PARTIALLY_APPLIED
            || (BROKEN_OFF.contains(reason.code()) && mayHaveDoneAPart(state, run)));
  }

  private static boolean mayHaveDoneAPart(Deployment state, StepRun run) {
    return run.key().direction() == Direction.FORWARD
        && state
            .plan()
            .step(run.key().step())
            .filter(step -> step.spec().commitsPiecemeal())
            .isPresent();
  }

  private static PricedLevel downgrade(Deployment state, boolean partial) {
    Optional<PlanStep> oneWay = RollbackMoves.withoutWayBack(state);
    String remark = CopiedRows.afterDowngrade(state);
    if (oneWay.isPresent()) {
      remark = "'%s' has no way back in the plan".formatted(oneWay.get().id());
    }
    if (partial) {
      remark = "a migration stopped half-way, so its downgrade cannot be trusted";
    }
    return new PricedLevel(
        RollbackLevel.SCHEMA_DOWNGRADE,
        !partial && oneWay.isEmpty(),
        CopiedRows.changed(state),
        downgradeTakes(state),
        remark);
  }

  private static Duration downgradeTakes(Deployment state) {
    return RollbackMoves.migrationsBegun(state).stream()
        .map(step ->
            Rehearsals.wayBackTook(state, step)
                .or(() -> Outlook.expected(state, step))
                .orElse(UNKNOWN))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static PricedLevel traffic(Deployment state) {
    List<PlanStep> switches = switches(state);
    if (switches.isEmpty()) {
      return impossible(
          RollbackLevel.TRAFFIC_BACK, "the plan has no blue and green, and switches no version");
    }
    boolean migrated = !RollbackMoves.migrationsBegun(state).isEmpty();
    if (migrated && !state.plan().rollback().blueReadsNewSchema()) {
      return impossible(
          RollbackLevel.TRAFFIC_BACK,
          "%s does not work on the migrated schema, the plan says".formatted(before(switches)));
    }
    boolean alive = switches.stream().allMatch(step -> leadsBack(state, step));
    return alive
        ? new PricedLevel(
            RollbackLevel.TRAFFIC_BACK,
            true,
            0,
            Duration.ofSeconds(10),
            "%s; the schema stays as migrated".formatted(seen(switches)))
        : impossible(
            RollbackLevel.TRAFFIC_BACK, "%s was not seen alive".formatted(before(switches)));
  }

  private static List<PlanStep> switches(Deployment state) {
    return state.plan().steps().stream().filter(one -> one.spec().switchesVersion()).toList();
  }

  /** What the users are sent back to. */
  private static String before(List<PlanStep> switches) {
    return switches.getFirst().spec() instanceof SwitchTraffic traffic
        ? traffic.to().other().word()
        : "the version before";
  }

  private static String seen(List<PlanStep> switches) {
    return before(switches)
        + (switches.getFirst().spec() instanceof SwitchTraffic ? " is alive" : " is still there");
  }

  private static boolean leadsBack(Deployment state, PlanStep step) {
    return state
        .run(step.id(), Direction.PROBE)
        .filter(StepRun::succeeded)
        .map(StepRun::evidence)
        .filter(seen -> canGoBack(step, seen))
        .isPresent();
  }

  private static boolean canGoBack(PlanStep step, Evidence evidence) {
    return switch (evidence) {
      case Evidence.Traffic traffic ->
          (step.spec() instanceof SwitchTraffic change && change.to() == Instance.BLUE)
              ? traffic.greenAlive()
              : traffic.blueAlive();
      case Evidence.Release release -> release.canGoBack();
      default -> false;
    };
  }

  /** All backups are restored, so each must be usable, and what each loses is lost. */
  private static PricedLevel restore(Deployment state) {
    List<PlanStep> backups = Advance.verifiedBackups(state);
    if (backups.isEmpty()) {
      return impossible(
          RollbackLevel.RESTORE,
          Safeguards.backupWaived(state)
              ? "the plan goes without a backup, and that was accepted"
              : "there is no verified backup");
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
    Long copied = CopiedRows.addedOrRemoved(state);
    return new PricedLevel(
        RollbackLevel.RESTORE,
        true,
        copied == null ? null : (Long) (rows + copied),
        takes,
        CopiedRows.afterRestore(state));
  }

  private static PricedLevel impossible(RollbackLevel level, String remark) {
    return new PricedLevel(level, false, 0, Duration.ZERO, remark);
  }

  PricedLevel price(RollbackLevel level) {
    return prices.get(level.number() - 1);
  }
}
