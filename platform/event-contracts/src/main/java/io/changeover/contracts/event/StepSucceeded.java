package io.changeover.contracts.event;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.StepId;
import io.changeover.contracts.WireType;
import java.time.Instant;
import java.util.List;

/**
 * A step is done.
 *
 * @param startedAt on the specialist's clock
 * @param finishedAt on the specialist's clock
 */
@WireType("changeover.step.succeeded")
public record StepSucceeded(
    Instant at,
    StepId step,
    Direction direction,
    int attempt,
    Instant startedAt,
    Instant finishedAt,
    Evidence evidence,
    List<CheckResult> checks)
    implements DeploymentEvent {
  public StepSucceeded {
    checks = List.copyOf(checks);
  }
}
