package io.changeover.orchestrator.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments a list shows.
 *
 * @param state null for all
 * @param plan null for all
 * @param before only deployments older than this one; null to begin with the newest
 * @param limit the most to show
 */
public record Filter(
    @Nullable String state, @Nullable String plan, @Nullable Position before, int limit) {
  /** Where a page ends. */
  public record Position(Instant requestedAt, String id) {}
}
