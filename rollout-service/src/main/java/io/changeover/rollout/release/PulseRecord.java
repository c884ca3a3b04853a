package io.changeover.rollout.release;

import io.changeover.contracts.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How one application answered over a time. An application is down from the first request that
 * failed until the first that was answered again, both taken at their start.
 */
final class PulseRecord {
  /** So many answer times are kept for the median: an hour's. */
  private static final int MOST_TIMES = 36_000;

  private final String application;
  private final List<Long> answerNanos = new ArrayList<>();
  private boolean counting;
  private int requests;
  private int failed;
  private int healthyInARow;
  private int falls;
  private long downNanos;
  private long longestNanos;
  private long downSince;
  private boolean down;
  private String said = "nothing yet";

  /**
   * A record of nothing so far.
   *
   * @param served whether it is known to have served before; if not, there is no downtime before
   *     its first answer
   */
  PulseRecord(String application, boolean served) {
    this.application = application;
    this.counting = served;
  }

  /** Takes one request down; times on the clock that is never set, in nanoseconds. */
  synchronized void add(long began, long ended, Pulse.Beat beat) {
    said = beat.said();
    if (beat.healthy()) {
      rise(began, ended);
    } else {
      fall(began);
    }
    if (counting) {
      requests++;
    }
  }

  private void rise(long began, long ended) {
    counting = true;
    healthyInARow++;
    closeGap(began);
    if (answerNanos.size() < MOST_TIMES) {
      answerNanos.add(ended - began);
    }
  }

  private void fall(long began) {
    if (healthyInARow > 0) {
      falls++;
    }
    healthyInARow = 0;
    if (counting) {
      failed++;
      if (!down) {
        down = true;
        downSince = began;
      }
    }
  }

  private void closeGap(long until) {
    if (down) {
      long gap = until - downSince;
      downNanos += gap;
      longestNanos = Math.max(longestNanos, gap);
      down = false;
    }
  }

  synchronized boolean steady(int answers) {
    return healthyInARow >= answers;
  }

  /** Forgets the answers in a row: what counts begins now. */
  synchronized void beginAnew() {
    healthyInARow = 0;
    falls = 0;
  }

  /** For a person: what it said last, and how often it came and went. */
  synchronized String state() {
    String flapping =
        falls > 0 ? ", after it had been healthy and fallen %d times".formatted(falls) : "";
    return "%s: %s%s".formatted(application, said, flapping);
  }

  /** What is known at that time; a gap that is still open ends there. */
  synchronized Evidence.Switch seen(long now) {
    closeGap(now);
    List<Long> sorted = new ArrayList<>(answerNanos);
    Collections.sort(sorted);
    long median = sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    return new Evidence.Switch(
        application,
        requests,
        failed,
        Duration.ofNanos(downNanos),
        Duration.ofNanos(longestNanos),
        Duration.ofNanos(median));
  }
}
