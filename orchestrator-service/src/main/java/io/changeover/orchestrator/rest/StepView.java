package io.changeover.orchestrator.rest;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import io.changeover.contracts.StepId;
import io.changeover.contracts.event.RollbackMove;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.core.Deployment;
import io.changeover.core.Outlook;
import io.changeover.core.StepRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A step of a deployment and its newest attempt. */
public record StepView(
    String id,
    String title,
    String kind,
    @Nullable Direction direction,
    String status,
    int attempt,
    @Nullable String verifies,
    @Nullable Duration expected,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Progress progress,
    List<CheckResult> checks,
    @Nullable FailureReason failure,
    @Nullable Evidence evidence) {

  static StepView of(Deployment state, PlanStep step) {
    StepId verifies = step.verifies();
    return of(
        step.id(),
        step.title(),
        step.spec().kind(),
        Direction.FORWARD,
        verifies == null ? null : verifies.value(),
        Outlook.expected(state, step).orElse(null),
        state.run(step.id()));
  }

  static StepView ofMove(Deployment state, RollbackMove move) {
    return of(
        move.step(),
        title(state, move.step()),
        move.spec().kind(),
        move.direction(),
        null,
        null,
        state.run(move.step(), move.direction()));
  }

  private static String title(Deployment state, StepId moved) {
    return Stream.concat(state.plan().allSteps(), state.plan().rollback().verify().stream())
        .filter(step -> step.id().equals(moved))
        .findFirst()
        .map(PlanStep::title)
        .orElse("Compare with the fingerprint taken before");
  }

  private static StepView of(
      StepId id,
      String title,
      String kind,
      Direction direction,
      @Nullable String verifies,
      @Nullable Duration expected,
      Optional<StepRun> run) {
    return new StepView(
        id.value(),
        title,
        kind,
        DeploymentView.unusual(direction),
        run.map(one -> one.status().name().toLowerCase(Locale.ROOT)).orElse("pending"),
        run.map(StepRun::attempt).orElse(0),
        verifies,
        expected,
        run.map(StepRun::startedAt).orElse(null),
        run.map(StepRun::finishedAt).orElse(null),
        run.map(StepRun::progress).orElse(null),
        run.map(StepRun::checks).orElse(List.of()),
        run.map(StepRun::failure).orElse(null),
        run.map(StepRun::evidence).orElse(null));
  }
}
