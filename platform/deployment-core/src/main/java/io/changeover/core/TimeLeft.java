package io.changeover.core;

import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long what is left of a plan is expected to take. Phases follow each other; within one, a step
 * begins when those that it comes after have ended.
 */
final class TimeLeft {
  private static final Set<Phase> LAST = EnumSet.range(Phase.WATCH, Phase.SIGN_OFF);

  private final Deployment state;
  private final Instant now;
  private boolean known;

  private TimeLeft(Deployment state, Instant now) {
    this.state = state;
    this.now = now;
  }

  static Optional<Duration> of(Deployment state, Instant now) {
    return goesOn(state.state()) ? new TimeLeft(state, now).left() : Optional.empty();
  }

  private static boolean goesOn(State state) {
    return switch (state) {
      case State.Requested requested -> true;
      case State.Working working -> true;
      case State.Paused paused -> true;
      case State.Live goingBack -> false;
      case State.Terminal ended -> false;
    };
  }

  private Optional<Duration> left() {
    Duration sum = Duration.ZERO;
    for (Phase phase : Phase.values()) {
      if (!LAST.contains(phase)) {
        sum = sum.plus(longestWay(state.stepsOf(phase)));
      }
    }
    return known ? Optional.of(sum) : Optional.empty();
  }

  private Duration longestWay(List<PlanStep> steps) {
    Map<StepId, PlanStep> byId = new HashMap<>();
    steps.forEach(step -> byId.put(step.id(), step));
    Map<StepId, Duration> ends = new HashMap<>();
    return steps.stream()
        .map(step -> end(step, byId, ends))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** When a step ends, from now; the plan's reader has refused cycles. */
  private Duration end(PlanStep step, Map<StepId, PlanStep> byId, Map<StepId, Duration> ends) {
    Duration found = ends.get(step.id());
    if (found != null) {
      return found;
    }
    Duration start = Duration.ZERO;
    for (StepId before : step.after()) {
      PlanStep earlier = byId.get(before);
      Duration end = earlier == null ? Duration.ZERO : end(earlier, byId, ends);
      start = end.compareTo(start) > 0 ? end : start;
    }
    Duration end = start.plus(own(step));
    ends.put(step.id(), end);
    return end;
  }

  private Duration own(PlanStep step) {
    Optional<StepRun> run = state.run(step.id());
    if (step.spec() instanceof Task || run.filter(StepRun::succeeded).isPresent()) {
      return Duration.ZERO;
    }
    Optional<Duration> expected = Outlook.expected(state, step);
    known |= expected.isPresent();
    Duration left =
        expected
            .orElse(Duration.ZERO)
            .minus(
                run.map(begun -> Duration.between(begun.dispatchedAt(), now))
                    .orElse(Duration.ZERO));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
