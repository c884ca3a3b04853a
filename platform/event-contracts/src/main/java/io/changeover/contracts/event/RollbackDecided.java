package io.changeover.contracts.event;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.WireType;
import java.time.Instant;
import java.util.List;

/**
 * How far to go back, and why so.
 *
 * @param reasons the rules that led here, in order
 * @param prices what each level would have cost
 * @param moves what is done, in order
 */
@WireType("changeover.rollback.decided")
public record RollbackDecided(
    Instant at,
    RollbackLevel level,
    List<String> reasons,
    List<PricedLevel> prices,
    List<RollbackMove> moves)
    implements DeploymentEvent {
  public RollbackDecided {
    reasons = List.copyOf(reasons);
    prices = List.copyOf(prices);
    moves = List.copyOf(moves);
  }
}
