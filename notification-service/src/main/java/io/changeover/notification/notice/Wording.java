package io.changeover.notification.notice;

import io.changeover.contracts.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Numbers, durations and lists as people read them. */
public final class Wording {
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Wording() {}

  /** Two units at most: 850 ms, 12 s, 3 min 20 s, 1 h 5 min. */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.isNegative()) {
      return "0 s";
    }
    if (seconds < 1) {
      return duration.toMillis() + " ms";
    }
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    return seconds < HOUR
        ? pair(seconds / MINUTE, "min", seconds % MINUTE, "s")
        : pair(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min");
  }

  private static String pair(long large, String unit, long small, String smallUnit) {
    return small == 0
        ? "%d %s".formatted(large, unit)
        : "%d %s %d %s".formatted(large, unit, small, smallUnit);
  }

  /** The time between; empty when one end is not known. */
  public static String between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null || from.equals(to)
        ? ""
        : duration(Duration.between(from, to));
  }

  /** Until when something should be done; empty when nobody said. */
  static String due(@Nullable Instant at) {
    return at == null ? "" : "Due by " + TIME.format(at);
  }

  /** 1 check, 2 checks, 1,200 checks. */
  public static String count(long number, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
  }

  /** The parts that say something, with dots between. */
  public static String dotted(String... parts) {
    return String.join(" · ", Stream.of(parts).filter(part -> !part.isEmpty()).toList());
  }

  /** Those lines that say something. */
  public static List<String> lines(String... lines) {
    return Stream.of(lines).filter(line -> !line.isBlank()).toList();
  }

  /** As a heading: Sign-off, Preflight. */
  public static String phase(Phase phase) {
    return capital(phase.word());
  }

  public static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
