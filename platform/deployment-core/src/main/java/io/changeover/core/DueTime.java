package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.event.StepFailed;
import io.changeover.contracts.event.TaskOverdue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a deployment has to be looked at although nothing happens, and what follows then. One time
 * for each deployment, computed from its state, so nothing is ever stranded and no timer is left
 * over.
 */
public final class DueTime {
  /** How long a specialist is left in peace before it is told again. */
  public static final Duration REPEAT_AFTER = Duration.ofSeconds(30);

  /** How soon what is overdue already is looked at. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private DueTime() {}

  /**
   * When to call with a tick next; empty when only a report or a person can change something.
   *
   * @param now the moment of the last tick or event; the answer is later
   */
  public static Optional<Instant> of(Deployment state, Instant now) {
    if (state.ended()) {
      return Optional.empty();
    }
    Stream<Instant> steps = state.inFlight().map(run -> nextLook(run, now));
    Stream<Instant> tasks =
        state.openTasks().flatMap(task -> task.remindAt().stream()).map(due -> later(due, now));
    return Stream.of(steps, watch(state).stream(), tasks)
        .flatMap(each -> each)
        .min(Instant::compareTo);
  }

  private static Instant later(Instant due, Instant now) {
    return due.isAfter(now) ? due : now.plus(LATE);
  }

  private static Instant nextLook(StepRun run, Instant now) {
    long repeats = Duration.between(run.dispatchedAt(), now).dividedBy(REPEAT_AFTER) + 1;
    Instant again = run.dispatchedAt().plus(REPEAT_AFTER.multipliedBy(Math.max(1, repeats)));
    Instant deadline = Objects.requireNonNull(run.deadline());
    return deadline.isBefore(again) ? deadline : again;
  }

  private static Optional<Instant> watch(Deployment state) {
    WatchRun watch = state.watch();
    if (!(state.state() instanceof State.Watching) || watch == null || roundUnderWay(watch)) {
      return Optional.empty();
    }
    return Optional.of(Rounds.due(state, watch));
  }

  static boolean roundUnderWay(WatchRun watch) {
    return watch.roundsDone() < watch.round();
  }

  static Decision decide(Deployment state, Instant now) {
    Turn turn = new Turn(state, now);
    if (state.ended()) {
      return turn.accepted();
    }
    remind(turn);
    for (StepRun run : state.inFlight().toList()) {
      if (now.isBefore(Objects.requireNonNull(run.deadline()))) {
        if (!now.isBefore(run.dispatchedAt().plus(REPEAT_AFTER))) {
          repeat(turn, run);
        }
      } else {
        turn.cancel(run);
        turn.emit(silent(turn, run));
      }
    }
    Advance.whatFollows(turn);
    return turn.accepted();
  }

  private static void remind(Turn turn) {
    turn.state()
        .openTasks()
        .filter(task -> task.remindAt().filter(due -> !turn.now().isBefore(due)).isPresent())
        .toList()
        .forEach(task -> turn.emit(new TaskOverdue(turn.now(), task.id())));
  }

  /**
   * A step that is to end is told so again, after its command, which may have been lost as well.
   */
  private static void repeat(Turn turn, StepRun run) {
    turn.repeat(run);
    if (turn.state().state() instanceof State.AssessingFailure
        && run.key().direction() == Direction.FORWARD
        && !Rehearsals.drops(turn.state(), run.key().step())) {
      turn.cancel(run);
    }
  }

  private static StepFailed silent(Turn turn, StepRun run) {
    return new StepFailed(
        turn.now(),
        run.key().step(),
        run.key().direction(),
        run.attempt(),
        run.startedAt(),
        nobodyReported(),
        List.of(),
        Reports.willRetry(turn.state(), run));
  }

  private static FailureReason nobodyReported() {
    return FailureReason.of(
        FailureCode.SILENT,
        "Nobody has reported on this step in time.",
        "Look whether the service that does it runs and reaches Kafka and PostgreSQL.");
  }
}
