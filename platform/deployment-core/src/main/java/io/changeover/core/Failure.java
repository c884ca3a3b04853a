package io.changeover.core;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a deployment could not simply go on.
 *
 * @param phase in which it was
 * @param step which failed; null when a person asked
 */
public record Failure(
    Cause cause, Phase phase, @Nullable StepId step, String summary, Instant at) {}
