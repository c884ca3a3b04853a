package io.changeover.validation.http;

import io.changeover.contracts.Evidence;
import java.time.Duration;

/** When an application did not answer. Times are of System.nanoTime. */
final class Outages {
  private final long start;
  private long now;
  private long downSince;
  private boolean down;
  private int requests;
  private int failed;
  private Duration total = Duration.ZERO;
  private Duration longest = Duration.ZERO;

  Outages(long start) {
    this.start = start;
    this.now = start;
  }

  /**
   * Takes a request. A time without an answer lasts from the start of the first request that was
   * not answered to the end of the first one that was, or to the last one.
   */
  void answered(long began, long ended, boolean well) {
    requests++;
    if (!well) {
      failed++;
    }
    if (down) {
      total = total.plusNanos(ended - now);
      longest = max(longest, Duration.ofNanos(ended - downSince));
    } else if (!well) {
      downSince = began;
      total = total.plusNanos(ended - began);
      longest = max(longest, Duration.ofNanos(ended - began));
    }
    down = !well;
    now = ended;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  Duration lasted() {
    return Duration.ofNanos(now - start);
  }

  Duration down() {
    return total;
  }

  Evidence.Downtime evidence(String path) {
    return new Evidence.Downtime(path, requests, failed, total, longest, lasted());
  }

  @Override
  public String toString() {
    return "%d ms, %d ms in one piece, %d of %d requests"
        .formatted(total.toMillis(), longest.toMillis(), failed, requests);
  }
}
