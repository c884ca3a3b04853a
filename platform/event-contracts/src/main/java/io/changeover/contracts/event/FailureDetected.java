package io.changeover.contracts.event;

import io.changeover.contracts.Cause;
import io.changeover.contracts.StepId;
import io.changeover.contracts.WireType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The deployment cannot simply go on; what can be done is being looked at.
 *
 * @param step which step failed; null when a person asked
 */
@WireType("changeover.failure.detected")
public record FailureDetected(Instant at, Cause cause, @Nullable StepId step, String summary)
    implements DeploymentEvent {}
