package io.changeover.core;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.HeldLock;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Receipt;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.Rehearsal;
import io.changeover.contracts.plan.RehearsalPlan;
import io.changeover.contracts.step.CloneDatabase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the receipt of a rehearsal whose steps have all succeeded. */
final class Receipts {
  private Receipts() {}

  static Optional<Receipt> of(Deployment state) {
    RehearsalPlan plan = state.plan().rehearsal();
    Optional<Evidence.Clone> clone = clone(state);
    return plan == null ? Optional.empty() : clone.map(made -> of(state, plan, made));
  }

  private static Receipt of(Deployment state, RehearsalPlan plan, Evidence.Clone clone) {
    return new Receipt(
        state.planDigest(),
        Objects.requireNonNull(state.plan().targets().get(plan.target())),
        clone.schemaFingerprint(),
        clone.copy(),
        clone.databaseBytes(),
        clone.dumpBytes(),
        clone.tables(),
        clone.rows(),
        clone.dumpedIn(),
        clone.restoredIn(),
        steps(state),
        levels(state),
        checks(state),
        UntriedLevels.of(state, levels(state)));
  }

  private static Optional<Evidence.Clone> clone(Deployment state) {
    return state.stepsOf(Phase.REHEARSE).stream()
        .flatMap(step -> state.evidence(step.id()).stream())
        .filter(Evidence.Clone.class::isInstance)
        .map(Evidence.Clone.class::cast)
        .findFirst();
  }

  /** Of several tries at a step the first counts: it met the database as production will. */
  private static List<Receipt.TriedStep> steps(Deployment state) {
    Set<StepId> seen = new HashSet<>();
    return rehearsed(state)
        .filter(tried -> tried.getValue().direction() == Direction.FORWARD)
        .filter(tried -> tried.getValue().of() != null)
        .filter(tried -> seen.add(Objects.requireNonNull(tried.getValue().of())))
        .map(tried ->
            new Receipt.TriedStep(
                Objects.requireNonNull(tried.getValue().of()),
                took(tried.getKey()),
                locks(tried.getKey())))
        .toList();
  }

  private static List<Receipt.TriedLevel> levels(Deployment state) {
    return Stream.of(RollbackLevel.SCHEMA_DOWNGRADE, RollbackLevel.RESTORE)
        .flatMap(level -> level(state, level).stream())
        .toList();
  }

  private static Optional<Receipt.TriedLevel> level(Deployment state, RollbackLevel level) {
    return rehearsed(state)
        .filter(tried -> tried.getValue().direction() == Direction.BACK)
        .filter(tried -> level == levelOf(state, tried.getKey().key().step()))
        .map(tried -> took(tried.getKey()))
        .reduce(Duration::plus)
        .map(took -> new Receipt.TriedLevel(level, took));
  }

  private static RollbackLevel levelOf(Deployment state, StepId step) {
    return state.plan().step(step).orElseThrow().spec() instanceof CloneDatabase
        ? RollbackLevel.RESTORE
        : RollbackLevel.SCHEMA_DOWNGRADE;
  }

  private static List<CheckResult> checks(Deployment state) {
    return state.stepsOf(Phase.REHEARSE).stream()
        .flatMap(step -> state.run(step.id()).stream())
        .flatMap(run -> run.checks().stream())
        .toList();
  }

  private static Stream<Map.Entry<StepRun, Rehearsal>> rehearsed(Deployment state) {
    return state.stepsOf(Phase.REHEARSE).stream().flatMap(step -> run(state, step).stream());
  }

  private static Optional<Map.Entry<StepRun, Rehearsal>> run(Deployment state, PlanStep step) {
    Rehearsal rehearsal = step.rehearsal();
    return rehearsal == null
        ? Optional.empty()
        : state.run(step.id()).map(run -> Map.entry(run, rehearsal));
  }

  static Duration took(StepRun run) {
    return run.startedAt() == null || run.finishedAt() == null
        ? Duration.ZERO
        : Duration.between(run.startedAt(), run.finishedAt());
  }

  private static @Nullable List<HeldLock> locks(StepRun run) {
    return run.evidence() instanceof Evidence.Migration migration ? migration.locks() : null;
  }
}
