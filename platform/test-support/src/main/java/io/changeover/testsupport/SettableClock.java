package io.changeover.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to move. Safe for use by several threads. */
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** A clock in UTC that shows the given time. */
  public static SettableClock at(Instant start) {
    return new SettableClock(new AtomicReference<>(start), ZoneOffset.UTC);
  }

  /** As {@link #at(Instant)}, from text such as {@code 2026-01-31T10:15:30Z}. */
  public static SettableClock at(String start) {
    return at(Instant.parse(start));
  }

  /** Moves the clock to the given time, forwards or backwards. */
  public void set(Instant instant) {
    now.set(instant);
  }

  /** Moves the clock by the given duration and returns the new time. */
  public Instant advance(Duration duration) {
    return now.updateAndGet(before -> before.plus(duration));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock in another zone: both move together. */
  @Override
  public Clock withZone(ZoneId otherZone) {
    return new SettableClock(now, otherZone);
  }

  @Override
  public Instant instant() {
    return now.get();
  }
}
