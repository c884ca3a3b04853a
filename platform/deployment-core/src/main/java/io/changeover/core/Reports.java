package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.event.StepFailed;
import io.changeover.contracts.event.StepProgressed;
import io.changeover.contracts.event.StepStarted;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.report.StepReport;
import java.time.Instant;
import java.util.Optional;

/** What follows from a specialist's report. */
final class Reports {
  private Reports() {}

  static Decision decide(Deployment state, StepReport report, Instant now) {
    StepReport.Of of = report.of();
    Optional<StepRun> known =
        state.run(of.step(), Rehearsals.asKnown(state, of.step(), of.direction()));
    if (state.ended() || known.isEmpty() || !current(known.get(), report)) {
      return new Decision.Duplicate(
          "%s attempt %d is not waited for".formatted(of.step(), of.attempt()));
    }
    Turn turn = new Turn(state, now);
    record(turn, report, known.get());
    Advance.whatFollows(turn);
    return turn.accepted();
  }

  /** Late, repeated and overtaken reports change nothing. */
  private static boolean current(StepRun run, StepReport report) {
    if (!report.of().command().equals(run.command()) || !run.inFlight()) {
      return false;
    }
    return !(report instanceof StepReport.Started) || run.status() == StepRun.Status.DISPATCHED;
  }

  private static void record(Turn turn, StepReport report, StepRun run) {
    StepReport.Of of = report.of();
    Instant now = turn.now();
    Direction direction = run.key().direction();
    switch (report) {
      case StepReport.Started started ->
          turn.emit(new StepStarted(now, of.step(), direction, of.attempt(), of.worker()));
      case StepReport.Progressed progressed ->
          turn.emit(
              new StepProgressed(now, of.step(), direction, of.attempt(), progressed.progress()));
      case StepReport.Succeeded succeeded ->
          turn.emit(
              new StepSucceeded(
                  now,
                  of.step(),
                  direction,
                  of.attempt(),
                  succeeded.startedAt(),
                  succeeded.at(),
                  succeeded.evidence(),
                  succeeded.checks()));
      case StepReport.Failed failed ->
          turn.emit(
              new StepFailed(
                  now,
                  of.step(),
                  direction,
                  of.attempt(),
                  failed.startedAt(),
                  failed.reason(),
                  failed.checks(),
                  failed.reason().code() != FailureCode.PARTIALLY_APPLIED
                      && willRetry(turn.state(), run),
                  failed.evidence()));
    }
  }

  /**
   * Only a step's way forward is tried again by itself, and not when somebody wants it to end. What
   * stopped half-way is for a person to look at.
   */
  static boolean willRetry(Deployment state, StepRun run) {
    if (run.key().direction() != Direction.FORWARD || !worksOn(state.state())) {
      return false;
    }
    int allowed = state.plan().step(run.key().step()).map(PlanStep::attempts).orElse(1);
    return run.attempt() < allowed;
  }

  /** A round of the watch is not repeated: the next round is. */
  private static boolean worksOn(State state) {
    return switch (state) {
      case State.Watching watching -> false;
      case State.Working working -> true;
      case State.Paused paused -> worksOn(paused.in());
      case State.Live idle -> false;
      case State.Terminal ended -> false;
    };
  }
}
