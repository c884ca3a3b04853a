package io.changeover.contracts.plan;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan.
 *
 * @param title for people; the kind and its id when the plan says nothing
 * @param spec what it does; {@code do} in JSON
 * @param timeout how long it may take from its start
 * @param expected how long it is expected to take; null when nobody said
 * @param after the steps of the same phase that must have succeeded before
 * @param severity what a failed check weighs
 * @param failureMeans why the deployment cannot go on when this step fails
 * @param attempts how often it is tried before it counts as failed; 1 is no retry
 * @param verifies the step whose result this one verifies; null for a step of its own
 * @param rehearsal on which scratch database it is done; null for a step that is done on its target
 */
public record PlanStep(
    StepId id,
    Phase phase,
    String title,
    @com.fasterxml.jackson.annotation.JsonProperty("do") StepSpec spec,
    Duration timeout,
    @Nullable Duration expected,
    List<StepId> after,
    Severity severity,
    Cause failureMeans,
    int attempts,
    @Nullable StepId verifies,
    @Nullable Rehearsal rehearsal) {
  /** The most attempts that a plan may ask for. */
  public static final int MOST_ATTEMPTS = 10;

  public PlanStep {
    after = List.copyOf(after);
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException("attempts is 1 to 10 but not " + attempts);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout is longer than nothing");
    }
  }

  /** A step that is done on its target. */
  public PlanStep(
      StepId id,
      Phase phase,
      String title,
      StepSpec spec,
      Duration timeout,
      @Nullable Duration expected,
      List<StepId> after,
      Severity severity,
      Cause failureMeans,
      int attempts,
      @Nullable StepId verifies) {
    this(
        id,
        phase,
        title,
        spec,
        timeout,
        expected,
        after,
        severity,
        failureMeans,
        attempts,
        verifies,
        null);
  }

  /** True when it changes something that a rollback has to think of. */
  public boolean changes() {
    return rehearsal == null && spec.changes();
  }
}
