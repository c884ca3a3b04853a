package io.changeover.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the watch has come.
 *
 * @param window index of the window under way
 * @param watchStartedAt from which each window's end is counted
 * @param windowStartedAt from which the rounds are counted
 * @param roundBegunAt null before the first round of this window
 * @param round the newest round of this window; 0 before the first
 * @param roundsDone rounds of this window whose checks have all ended
 * @param roundsFailed of those, how many had a failed check
 * @param failedInARow how many of the newest ones failed
 */
public record WatchRun(
    int window,
    Instant watchStartedAt,
    Instant windowStartedAt,
    @Nullable Instant roundBegunAt,
    int round,
    int roundsDone,
    int roundsFailed,
    int failedInARow) {

  static WatchRun first(Instant at) {
    return new WatchRun(0, at, at, null, 0, 0, 0, 0);
  }

  WatchRun next(Instant at) {
    return new WatchRun(window + 1, watchStartedAt, at, null, 0, 0, 0, 0);
  }

  WatchRun roundBegun(int number, Instant at) {
    return new WatchRun(
        window,
        watchStartedAt,
        windowStartedAt,
        at,
        number,
        roundsDone,
        roundsFailed,
        failedInARow);
  }

  /** What has failed so far no longer counts, because a person wants it tried again. */
  WatchRun forgiven() {
    return new WatchRun(
        window, watchStartedAt, windowStartedAt, roundBegunAt, round, roundsDone, roundsFailed, 0);
  }

  WatchRun roundEnded(boolean failed) {
    return new WatchRun(
        window,
        watchStartedAt,
        windowStartedAt,
        roundBegunAt,
        round,
        roundsDone + 1,
        roundsFailed + (failed ? 1 : 0),
        failed ? failedInARow + 1 : 0);
  }
}
