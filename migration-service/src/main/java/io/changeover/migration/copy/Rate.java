package io.changeover.migration.copy;

import io.changeover.contracts.Progress;
import io.changeover.kit.step.StepContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** Tells how many rows are done, how fast, and for how long it will go on. */
final class Rate {
  private final LongAdder rows = new LongAdder();
  private final long before;
  private final long all;
  private final String doing;
  private final StepContext context;
  private final Clock clock;
  private final Instant began;

  /**
   * Begins to count.
   *
   * @param before rows that were done before
   * @param all rows that are to be done in the end
   * @param doing what is done, such as copying
   */
  Rate(long before, long all, String doing, StepContext context, Clock clock) {
    this.before = before;
    this.all = all;
    this.doing = doing;
    this.context = context;
    this.clock = clock;
    this.began = clock.instant();
  }

  void add(long more) {
    rows.add(more);
  }

  void tell() {
    long now = rows.sum();
    long millis = Math.max(1, Duration.between(began, clock.instant()).toMillis());
    long perSecond = now * 1000 / millis;
    long left = perSecond == 0 ? 0 : Math.max(0, all - before - now) / perSecond;
    context.progress(
        new Progress(
            Math.min(all, before + now),
            all,
            "rows",
            "%s: %,d rows/s%s"
                .formatted(doing, perSecond, perSecond == 0 ? "" : ", %d s left".formatted(left))));
  }
}
