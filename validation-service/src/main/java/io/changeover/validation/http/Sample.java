package io.changeover.validation.http;

import io.changeover.contracts.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Answer times of several requests.
 *
 * @param failed the answer that was no success; then there are no times
 */
record Sample(List<Duration> times, Optional<Reply> failed) {
  Sample {
    times = times.stream().sorted().toList();
  }

  Evidence.ResponseTimes evidence(String path) {
    return new Evidence.ResponseTimes(path, times.size(), median(), percentile(95));
  }

  private Duration median() {
    int size = times.size();
    return times.get((size - 1) / 2).plus(times.get(size / 2)).dividedBy(2);
  }

  /** The nearest rank: the least time that this share of the requests did not exceed. */
  private Duration percentile(int percent) {
    return times.get((times.size() * percent + 99) / 100 - 1);
  }

  static String text(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }

  @Override
  public String toString() {
    return times.isEmpty()
        ? "none"
        : "median %s, p95 %s".formatted(text(median()), text(percentile(95)));
  }
}
