package io.changeover.contracts.event;

import io.changeover.contracts.RollbackLevel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback level would cost.
 *
 * @param possible whether it can be done at all
 * @param rowsLost rows written since that would be lost; null when nobody could count them
 * @param takes how long it is expected to take
 * @param remark why it is not possible, or what it leaves behind
 */
public record PricedLevel(
    RollbackLevel level, boolean possible, @Nullable Long rowsLost, Duration takes, String remark) {
  /** One whose rows were counted. */
  public PricedLevel(
      RollbackLevel level, boolean possible, long rowsLost, Duration takes, String remark) {
    this(level, possible, Long.valueOf(rowsLost), takes, remark);
  }

  /** What would be lost, in words. */
  public String loses() {
    return rowsLost == null ? "nobody knows how many rows" : rowsLost + " rows";
  }
}
