package io.changeover.core;

import io.changeover.contracts.Phase;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.plan.PlanStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happens next, and what going back would cost, in words for people. */
public final class Outlook {
  private Outlook() {}

  /** What the three rollback levels would cost, as far as it is known now. */
  public static List<PricedLevel> prices(Deployment state) {
    return Assessment.of(state).prices();
  }

  /** How long a step is expected to take: as long as in the rehearsal, else as the plan says. */
  public static Optional<Duration> expected(Deployment state, PlanStep step) {
    return Rehearsals.receiptOfAllRows(state)
        .flatMap(receipt -> receipt.took(step.id()))
        .or(() -> Optional.ofNullable(step.expected()));
  }

  /**
   * How long what is left before the watch is expected to take, with what people have to do left
   * out; empty when it has ended or nothing is known.
   *
   * @param now not before the state's newest event
   */
  public static Optional<Duration> left(Deployment state, Instant now) {
    return TimeLeft.of(state, now);
  }

  /** What happens next, in one sentence. */
  public static String next(Deployment state) {
    return switch (state.state()) {
      case State.Requested requested -> "The first phase begins.";
      case State.AwaitingApproval approval -> "Waits for agreement: " + openTasks(state) + ".";
      case State.AwaitingSignOff signOff -> "Waits for sign-off: " + openTasks(state) + ".";
      case State.Watching watching -> watching(state);
      case State.Working working -> working(state, working.phase());
      case State.Paused paused ->
          "Waits for somebody to resume; then %s goes on.".formatted(paused.in().phase());
      case State.AssessingFailure assessing -> "Looks which ways back there are, then chooses one.";
      case State.RollingBack back -> rollingBack(state);
      case State.NeedsHuman human -> "Waits for a decision: " + openTasks(state) + ".";
      case State.Succeeded succeeded -> "Nothing; it has ended well.";
      case State.RolledBack back -> "Nothing; %s.".formatted(ledBack(state));
      case State.Failed failed -> "Nothing; it has ended without a change.";
      case State.Rejected rejected -> "Nothing; somebody did not agree.";
      case State.Aborted aborted -> "Nothing; it was aborted before a change.";
    };
  }

  /** Without a completed rollback a person has led it back. */
  private static String ledBack(Deployment state) {
    RollbackRun rollback = state.rollback();
    if (rollback == null || !rollback.completed()) {
      return "somebody led it back by hand; nothing was compared";
    }
    return switch (rollback.level()) {
      case TRAFFIC_BACK -> "users are back on the version before; the schema stays as migrated";
      case SCHEMA_DOWNGRADE, RESTORE -> "everything is as before";
    };
  }

  private static String openTasks(Deployment state) {
    return state
        .openTasks()
        .map(task -> task.id() + " (" + task.owner() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String watching(Deployment state) {
    WatchRun watch = state.watch();
    if (watch == null) {
      return "The watch begins.";
    }
    return "Checks again at %s; the window %s ends at %s."
        .formatted(
            Rounds.due(state, watch),
            Rounds.window(watch, state.plan()).name(),
            Rounds.end(watch, state.plan()));
  }

  private static String working(Deployment state, Phase phase) {
    String waiting = openTasks(state);
    if (!waiting.isEmpty()) {
      return "Waits for people: " + waiting + ".";
    }
    Optional<PlanStep> next =
        state.stepsOf(phase).stream()
            .filter(step -> state.run(step.id()).isEmpty())
            .findFirst()
            .or(() -> later(state, phase));
    return next.map(step -> "Next: %s (%s).".formatted(step.title(), step.phase()))
        .orElse("Ends after what runs now.");
  }

  private static Optional<PlanStep> later(Deployment state, Phase phase) {
    return state.plan().steps().stream()
        .filter(step -> step.phase().compareTo(phase) > 0)
        .filter(step -> state.run(step.id()).isEmpty())
        .min((one, other) -> one.phase().compareTo(other.phase()));
  }

  private static String rollingBack(Deployment state) {
    RollbackRun rollback = state.rollback();
    if (rollback == null) {
      return "Goes back.";
    }
    long left =
        rollback.moves().stream()
            .filter(move ->
                state.run(move.step(), move.direction()).filter(StepRun::succeeded).isEmpty())
            .count();
    return "Goes back by %s; %d of %d moves are left."
        .formatted(rollback.level(), left, rollback.moves().size());
  }
}
