package io.changeover.core;

import io.changeover.contracts.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a phase was under way.
 *
 * @param completedAt null while it is, or when it was left by a failure
 */
public record PhaseRun(Phase phase, Instant startedAt, @Nullable Instant completedAt) {}
