package io.changeover.cli.view;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One deployment in a list: what, by whom, from when to when, and how it went. */
public final class HistoryLine {
  private static final String UNKNOWN = "-";

  private HistoryLine() {}

  /** The line for an element of the list. */
  public static String of(JsonNode one) {
    return "%s  %-16s %-24s %-8s %-12s %-10s %s %s"
        .formatted(
            text(one, "id"),
            text(one, "state"),
            text(one, "plan"),
            text(one, "version"),
            text(one, "environment"),
            text(one, "requestedBy"),
            text(one, "requestedAt"),
            one.path("ended").asBoolean() ? ended(one) : " runs");
  }

  private static String ended(JsonNode one) {
    JsonNode history = one.path("history");
    JsonNode metrics = history.path("metrics");
    return "to %s  took %s, down %s, errors %s, answers %s, %d changes, %d issues"
        .formatted(
            text(one, "endedAt"),
            seconds(metrics.path("deploymentTime")),
            seconds(metrics.path("downtime")),
            percent(metrics.path("errorRatePercent")),
            seconds(metrics.path("responseTime")),
            history.path("changes").size(),
            history.path("issues").size());
  }

  private static String seconds(JsonNode duration) {
    return duration.isString()
        ? String.format(
            Locale.ROOT, "%.2f s", Duration.parse(duration.asString()).toMillis() / 1000.0)
        : UNKNOWN;
  }

  private static String percent(JsonNode number) {
    return number.isNumber() ? String.format(Locale.ROOT, "%.2f %%", number.asDouble()) : UNKNOWN;
  }

  private static String text(JsonNode one, String key) {
    return one.path(key).asString("");
  }
}
