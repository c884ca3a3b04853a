package io.changeover.cli.view;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
    return "to %s  took %s, down %s, errors %s, answers %s, %s, %s"
        .formatted(
            text(one, "endedAt"),
            seconds(metrics.path("deploymentTime")),
            seconds(metrics.path("downtime")),
            percent(metrics.path("errorRatePercent")),
            seconds(metrics.path("responseTime")),
            count(history.path("changes"), "change"),
            count(history.path("issues"), "issue"));
  }

  private static String count(JsonNode many, String what) {
    return "%d %s%s".formatted(many.size(), what, many.size() == 1 ? "" : "s");
  }

  /** What was changed and what went wrong, each on a line of its own; nothing while it runs. */
  public static List<String> details(JsonNode one) {
    JsonNode history = one.path("history");
    return Stream.concat(
            words(history.path("changes"), "change"), words(history.path("issues"), "issue"))
        .toList();
  }

  private static Stream<String> words(JsonNode many, String what) {
    return many.valueStream().map(text -> "    %-6s  %s".formatted(what, text.asString()));
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
