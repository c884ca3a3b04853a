package io.changeover.notification.view;

import io.changeover.contracts.RollbackLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollback.
 *
 * @param reasons the rules that led to the level
 * @param done how many of its moves are done
 */
public record Retreat(
    RollbackLevel level,
    List<String> reasons,
    int moves,
    int done,
    Instant startedAt,
    @Nullable Instant endedAt) {
  Retreat moved() {
    return new Retreat(level, reasons, moves, Math.min(done + 1, moves), startedAt, endedAt);
  }

  Retreat ended(Instant at) {
    return new Retreat(level, reasons, moves, moves, startedAt, at);
  }
}
