package io.changeover.contracts.event;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.StepId;
import io.changeover.contracts.WireType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step is not done, or not as the plan expects it.
 *
 * @param startedAt on the specialist's clock; null when it never began
 * @param willRetry whether the plan allows another attempt
 * @param evidence what there is to show all the same, as how applications answered during a switch
 *     that failed; null when there is nothing, and in events that are older than this field
 */
@WireType("changeover.step.failed")
public record StepFailed(
    Instant at,
    StepId step,
    Direction direction,
    int attempt,
    @Nullable Instant startedAt,
    FailureReason reason,
    List<CheckResult> checks,
    boolean willRetry,
    @Nullable Evidence evidence)
    implements DeploymentEvent {
  public StepFailed {
    checks = List.copyOf(checks);
  }

  /** Nothing is there to show. */
  public StepFailed(
      Instant at,
      StepId step,
      Direction direction,
      int attempt,
      @Nullable Instant startedAt,
      FailureReason reason,
      List<CheckResult> checks,
      boolean willRetry) {
    this(at, step, direction, attempt, startedAt, reason, checks, willRetry, null);
  }
}
