package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Receipt;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.Rehearsal;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.DropClone;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps that are done on a scratch database, and the scratch databases that have to go. */
final class Rehearsals {
  private Rehearsals() {}

  /**
   * The way in which the deployment knows a step: whatever its work does to the scratch database, a
   * rehearsed step is done once and never undone.
   *
   * @param told the way that its specialist was told
   */
  static Direction asKnown(Deployment state, StepId step, Direction told) {
    return state.plan().step(step).map(PlanStep::rehearsal).isPresent() ? Direction.FORWARD : told;
  }

  /** The scratch database that stands in for the target; null outside of a rehearsal. */
  static @Nullable Map<TargetAlias, String> scratch(Deployment state, @Nullable PlanStep step) {
    if (step == null || step.rehearsal() == null) {
      return null;
    }
    StepId clone = step.rehearsal().scratch();
    if (!(state.evidence(clone).orElse(null) instanceof Evidence.Clone made)) {
      throw new IllegalStateException(clone + " has made no scratch database");
    }
    TargetAlias target = state.plan().step(clone).orElseThrow().spec().targets().iterator().next();
    return Map.of(target, made.database());
  }

  /** What the way forward of a step that is undone on the scratch database has shown. */
  static Optional<Evidence> undone(Deployment state, @Nullable PlanStep step) {
    Rehearsal rehearsal = step == null ? null : step.rehearsal();
    if (rehearsal == null || rehearsal.direction() != Direction.BACK) {
      return Optional.empty();
    }
    StepId of = rehearsal.of() == null ? rehearsal.scratch() : rehearsal.of();
    return state.plan().steps().stream()
        .filter(each -> goesForward(each, of))
        .findFirst()
        .map(PlanStep::id)
        .or(() -> Optional.of(of))
        .flatMap(state::evidence);
  }

  /** How long the way back of a step took on a copy that had all rows. */
  static Optional<Duration> wayBackTook(Deployment state, PlanStep step) {
    return receiptOfAllRows(state).stream()
        .flatMap(receipt -> state.stepsOf(Phase.REHEARSE).stream())
        .filter(tried -> goesBack(tried, step.id()))
        .flatMap(tried -> state.run(tried.id()).stream())
        .filter(StepRun::succeeded)
        .map(Receipts::took)
        .findFirst();
  }

  /** The receipt, when its times are those of a database with as many rows as the real one. */
  static Optional<Receipt> receiptOfAllRows(Deployment state) {
    return Optional.ofNullable(state.receipt()).filter(receipt -> receipt.copy() == CopyScope.DATA);
  }

  private static boolean goesBack(PlanStep step, StepId of) {
    Rehearsal rehearsal = step.rehearsal();
    return rehearsal != null
        && rehearsal.direction() == Direction.BACK
        && of.equals(rehearsal.of());
  }

  /** Whether a step tries another one's way forward. */
  static boolean goesForward(PlanStep step, StepId of) {
    Rehearsal rehearsal = step.rehearsal();
    return rehearsal != null
        && rehearsal.direction() == Direction.FORWARD
        && of.equals(rehearsal.of());
  }

  /**
   * The step that drops what the rehearsal has left, when something may be left and it is worth
   * another try.
   */
  static Optional<PlanStep> toDrop(Deployment state) {
    return dropping(state).filter(step -> worthTrying(state, step));
  }

  /** Why scratch databases may be left; empty when none can be. */
  static Optional<String> leftover(Deployment state) {
    return dropping(state)
        .flatMap(step -> state.run(step.id()))
        .map(run -> run.failure() == null ? "it failed" : run.failure().message());
  }

  private static Optional<PlanStep> dropping(Deployment state) {
    return state.plan().steps().stream()
        .filter(step ->
            step.spec() instanceof DropClone drop
                && state.run(drop.from()).isPresent()
                && state.run(step.id()).filter(StepRun::succeeded).isEmpty())
        .findFirst();
  }

  private static boolean worthTrying(Deployment state, PlanStep step) {
    return state.run(step.id()).map(run -> run.attempt() <= step.attempts()).orElse(true);
  }

  /** Whether a step ends a rehearsal, so that nobody may cancel it. */
  static boolean drops(Deployment state, StepId step) {
    return state.plan().step(step).filter(found -> found.spec() instanceof DropClone).isPresent();
  }
}
