package io.changeover.core;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.event.AbortRequested;
import io.changeover.contracts.event.DeploymentPaused;
import io.changeover.contracts.event.DeploymentResumed;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.RollbackRequested;
import io.changeover.contracts.event.StepRetryRequested;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What follows from what a person asks for, while the deployment is live. */
final class Requests {
  private Requests() {}

  static Decision decide(Deployment state, Input.Asked asked, Instant now) {
    Turn turn = new Turn(state, now);
    switch (asked) {
      case Input.Approve approve -> People.approve(turn, approve);
      case Input.CompleteTask complete -> People.complete(turn, complete);
      case Input.Pause pause -> pause(turn, pause);
      case Input.Resume resume -> resume(turn, resume);
      case Input.Abort abort -> abort(turn, abort);
      case Input.RollBack back -> rollBack(turn, back);
      case Input.Retry retry -> retry(turn, retry);
      case Input.AddNote note -> throw new IllegalStateException("taken in every state");
    }
    Advance.whatFollows(turn);
    return turn.accepted();
  }

  private static void pause(Turn turn, Input.Pause asked) {
    if (!(turn.state().state() instanceof State.Working)) {
      throw wrongState(turn, "Only a deployment that is working on a phase can be paused");
    }
    turn.emit(new DeploymentPaused(turn.now(), asked.by().actor(), asked.reason()));
  }

  private static void resume(Turn turn, Input.Resume asked) {
    if (!(turn.state().state() instanceof State.Paused)) {
      throw wrongState(turn, "Only a paused deployment can be resumed");
    }
    turn.emit(new DeploymentResumed(turn.now(), asked.by().actor(), asked.reason()));
  }

  private static void abort(Turn turn, Input.Abort asked) {
    switch (turn.state().state()) {
      case State.AssessingFailure assessing -> throw underWay(turn);
      case State.RollingBack back -> throw underWay(turn);
      case State.Live live -> {}
      case State.Terminal ended -> throw underWay(turn);
    }
    turn.emit(new AbortRequested(turn.now(), asked.by().actor(), asked.reason()));
    leave(turn, "Aborted by %s: %s".formatted(asked.by().actor().name(), asked.reason()));
  }

  private static void rollBack(Turn turn, Input.RollBack asked) {
    throwUnlessGoingForward(turn);
    if (!turn.state().changed()) {
      throw new Refused(
          RejectionReason.Code.NOTHING_TO_ROLL_BACK,
          "Nothing was changed yet; abort the deployment instead.");
    }
    turn.emit(new RollbackRequested(turn.now(), asked.level(), asked.by().actor(), asked.reason()));
    leave(
        turn, "Rollback asked for by %s: %s".formatted(asked.by().actor().name(), asked.reason()));
  }

  private static void throwUnlessGoingForward(Turn turn) {
    switch (turn.state().state()) {
      case State.AssessingFailure assessing -> throw underWay(turn);
      case State.RollingBack back -> throw underWay(turn);
      case State.Live live -> {}
      case State.Terminal ended -> throw underWay(turn);
    }
  }

  /**
   * What had gone wrong before somebody asked stays the cause: the choice of the level needs it.
   */
  private static void leave(Turn turn, String summary) {
    People.withdrawOpenTasks(turn);
    turn.state().inFlight().toList().forEach(turn::cancel);
    Failure known = turn.state().failure();
    turn.emit(
        known == null
            ? new FailureDetected(turn.now(), Cause.OPERATOR, null, summary)
            : new FailureDetected(turn.now(), known.cause(), known.step(), summary));
  }

  private static void retry(Turn turn, Input.Retry asked) {
    State state = turn.state().state();
    if (!(state instanceof State.NeedsHuman) && !(state instanceof State.Paused)) {
      throw wrongState(
          turn, "A step is tried again while the deployment needs a human or is paused");
    }
    StepRun failed = failedRun(turn.state(), asked.step());
    turn.emit(
        new StepRetryRequested(
            turn.now(),
            asked.step(),
            failed.key().direction(),
            asked.by().actor(),
            asked.reason()));
    People.withdrawOpenDecisions(turn);
  }

  private static StepRun failedRun(Deployment state, StepId step) {
    throwUnlessBegun(state, step);
    Optional<StepRun> failed =
        Stream.of(Direction.BACK, Direction.FORWARD)
            .flatMap(direction -> state.run(step, direction).stream())
            .filter(StepRun::failedForGood)
            .filter(run -> Retries.allowed(state, run))
            .findFirst();
    return failed.orElseThrow(() ->
        new Refused(
            RejectionReason.Code.STEP_NOT_FAILED,
            "The step '%s' has not failed in what is under way.".formatted(step)));
  }

  private static void throwUnlessBegun(Deployment state, StepId step) {
    if (state.runs().keySet().stream().noneMatch(key -> key.step().equals(step))) {
      throw new Refused(
          RejectionReason.Code.NO_SUCH_STEP, "The step '%s' was never begun.".formatted(step));
    }
  }

  private static Refused underWay(Turn turn) {
    return wrongState(turn, "A rollback is under way already and goes to its end");
  }

  private static Refused wrongState(Turn turn, String message) {
    return new Refused(
        RejectionReason.Code.WRONG_STATE,
        "%s; it is %s.".formatted(message, turn.state().state().word()));
  }
}
