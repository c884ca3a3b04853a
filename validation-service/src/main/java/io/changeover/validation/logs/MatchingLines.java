package io.changeover.validation.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Lines that were found: all counted, the first ones kept. */
final class MatchingLines {
  private static final int MOST_SHOWN = 3;

  /** How much of a line is shown, in characters. */
  private static final int LONGEST_SHOWN = 300;

  /** Texts that look like secrets, whoever wrote them into the log. */
  private static final Pattern LIKE_A_SECRET =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|api[-_]?key|authorization)[\"']?\\s*[=:]\\s*(?:bearer\\s+|basic\\s+)?|bearer\\s+|://[^:/@\\s]{0,200}:)[^\\s,;\"'}@&]{1,4000}");

  private final List<String> first = new ArrayList<>();
  private long count;
  private boolean whole = true;

  void add(String line) {
    if (count++ < MOST_SHOWN) {
      first.add(line);
    }
  }

  /** A file was gone, or closed to this service, before it was read. */
  void missAPart() {
    whole = false;
  }

  long count() {
    return count;
  }

  String describedWith(UnaryOperator<String> hide) {
    return whole ? lines(hide) : lines(hide) + "; a part of the log was gone before it was read";
  }

  private String lines(UnaryOperator<String> hide) {
    if (count == 0) {
      return "none";
    }
    List<String> shown = first.stream().map(hide).map(MatchingLines::shown).toList();
    return "%d %s: %s".formatted(count, count == 1 ? "line" : "lines", String.join(" | ", shown));
  }

  /** Hidden first and cut then, so that no part of a secret is left at the cut. */
  private static String shown(String line) {
    String hidden = LIKE_A_SECRET.matcher(line).replaceAll("$1***").strip();
    return hidden.length() <= LONGEST_SHOWN ? hidden : hidden.substring(0, LONGEST_SHOWN) + "...";
  }
}
