package io.changeover.validation.postgres;

import io.changeover.contracts.Evidence.Cost;
import org.jspecify.annotations.Nullable;

/**
 * A statement as pg_stat_statements counts it.
 *
 * @param id the user's, the query's and, where the server tells, whether a client called it itself
 * @param milliseconds of all its calls
 */
record CountedStatement(String id, long calls, double milliseconds, String query) {

  /** For a later comparison. */
  Cost cost() {
    return new Cost(calls, (long) milliseconds);
  }

  /** The calls since; all of them when it was not counted then, or was set back meanwhile. */
  CountedStatement since(@Nullable Cost before) {
    return before == null || wasSetBackAfter(before)
        ? this
        : new CountedStatement(
            id, calls - before.calls(), milliseconds - before.milliseconds(), query);
  }

  /**
   * A counter may be set back alone, by somebody or to make room for others; by then, as many calls
   * have taken another time.
   */
  private boolean wasSetBackAfter(Cost before) {
    return calls < before.calls()
        || milliseconds < before.milliseconds()
        || (calls == before.calls() && cost().milliseconds() != before.milliseconds());
  }

  /** How long a call took on average, in milliseconds; nothing when there was none. */
  double mean() {
    return calls == 0 ? 0 : milliseconds / calls;
  }
}
