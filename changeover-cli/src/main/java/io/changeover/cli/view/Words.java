package io.changeover.cli.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How a terminal says durations, marks and values. */
public final class Words {
  private Words() {}

  /** A duration in the unit that fits. */
  public static String duration(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (duration.compareTo(Duration.ofHours(1)) < 0) {
      return "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
  }

  /** What lies between two times of an object; up to now when the second is missing. */
  public static Duration between(JsonNode object, String from, String to, Instant now) {
    if (!object.has(from)) {
      return Duration.ZERO;
    }
    Instant start = Instant.parse(object.get(from).asString());
    Instant end = object.has(to) ? Instant.parse(object.get(to).asString()) : now;
    return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
  }

  static String mark(Paint paint, String status) {
    return switch (status) {
      case "succeeded", "completed" -> paint.good("✓");
      case "failed" -> paint.bad("✗");
      case "running", "dispatched" -> paint.warn("●");
      case "skipped" -> paint.faint("-");
      default -> paint.faint("·");
    };
  }

  /** Until when a task should be done, with a comma before; empty when nobody said. */
  static String due(JsonNode task) {
    return task.hasNonNull("due") ? ", due by " + task.path("due").asString() : "";
  }
}
