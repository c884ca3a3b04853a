package io.changeover.validation.http;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds a reply against what was expected.
 *
 * @param name what the request shows
 * @param hide takes secrets out of texts
 */
record ReplyChecks(String name, Severity severity, UnaryOperator<String> hide) {
  /** How many of several values are shown. */
  private static final int MOST_SHOWN = 5;

  /** How much of a value is shown, in characters. */
  private static final int LONGEST_VALUE = 300;

  /** Values that are never shown, by where they stand. */
  private static final Pattern SECRET_PLACE = Pattern.compile("(?i)(token|secret|password)[^/]*$");

  List<CheckResult> of(
      Reply reply, int status, Map<String, JsonNode> json, @Nullable Duration within) {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(status(reply, status));
    if (reply.status() == status) {
      json.forEach((pointer, expected) -> checks.add(value(reply, pointer, expected)));
    }
    if (within != null) {
      String actual = reply.took().toMillis() + " ms";
      checks.add(
          result(
              name + ": answer time",
              "at most %d ms".formatted(within.toMillis()),
              actual,
              reply.took().compareTo(within) <= 0));
    }
    return checks;
  }

  private CheckResult status(Reply reply, int status) {
    boolean asExpected = reply.status() == status;
    String actual =
        asExpected || reply.beginning().isEmpty()
            ? reply.summary()
            : reply.summary() + ": " + reply.beginning();
    return result(name, "status " + status, actual, asExpected);
  }

  private CheckResult value(Reply reply, String pointer, JsonNode expected) {
    Optional<JsonNode> document = reply.json();
    List<JsonNode> found = document.map(json -> JsonValues.at(json, pointer)).orElse(List.of());
    String actual =
        document.isEmpty()
            ? reply.body().cut()
                ? "an answer of more than 1 MB, which is not read"
                : "an answer that is not JSON"
            : shown(pointer, found);
    boolean asExpected = found.stream().anyMatch(value -> JsonValues.same(value, expected));
    return result("%s: %s".formatted(name, pointer), expected.toString(), actual, asExpected);
  }

  private static String shown(String pointer, List<JsonNode> found) {
    if (found.isEmpty()) {
      return "nothing there";
    }
    if (SECRET_PLACE.matcher(pointer).find()) {
      return "a value that is not shown";
    }
    String values =
        found.stream()
            .limit(MOST_SHOWN)
            .map(JsonNode::toString)
            .map(ReplyChecks::cut)
            .collect(Collectors.joining(", "));
    return found.size() <= MOST_SHOWN
        ? values
        : "%s and %d more".formatted(values, found.size() - MOST_SHOWN);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
  }

  private CheckResult result(String what, String expected, String actual, boolean asExpected) {
    return CheckResult.of(
        hide.apply(what), hide.apply(expected), hide.apply(actual), severity, asExpected);
  }
}
