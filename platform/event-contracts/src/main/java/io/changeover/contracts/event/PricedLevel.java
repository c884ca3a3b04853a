package io.changeover.contracts.event;

import io.changeover.contracts.RollbackLevel;
import java.time.Duration;

/**
 * What a rollback level would cost.
 *
 * @param possible whether it can be done at all
 * @param rowsLost rows written since the backup that would be lost
 * @param takes how long it is expected to take
 * @param remark why it is not possible, or what it leaves behind
 */
public record PricedLevel(
    RollbackLevel level, boolean possible, long rowsLost, Duration takes, String remark) {}
