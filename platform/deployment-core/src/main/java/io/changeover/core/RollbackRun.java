package io.changeover.core;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.event.RollbackMove;
import java.util.List;

/** The rollback that was decided. */
public record RollbackRun(
    RollbackLevel level,
    List<String> reasons,
    List<PricedLevel> prices,
    List<RollbackMove> moves,
    boolean completed) {
  public RollbackRun {
    reasons = List.copyOf(reasons);
    prices = List.copyOf(prices);
    moves = List.copyOf(moves);
  }
}
