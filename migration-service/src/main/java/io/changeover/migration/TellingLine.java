package io.changeover.migration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of a failed tool's output in which the database or the tool names the error, so that the
 * reason tells it, and not only the output below the reason. Python, Prisma and Laravel each print
 * the deepest error last, among lines about where in their own code it was.
 */
public final class TellingLine {
  /** The longest that is quoted, in characters. */
  static final int LONGEST = 300;

  /** Prisma tells the database's error in the line after this. */
  private static final String CONNECTOR = "Error: external connector error\n";

  private static final Pattern ERROR =
      Pattern.compile(
          "^ {0,3}(%2$s.{1,%1$d}|SQLSTATE\\[\\w+].{1,%1$d}|[\\w.\\\\]{0,200}(?:Error|ERROR|FATAL|Exception|Violation): .{1,%1$d})"
              .formatted(LONGEST, CONNECTOR),
          Pattern.MULTILINE);

  private TellingLine() {}

  /** The last such line as an addition to a message; empty when there is none. */
  public static String quoted(String output) {
    return of(output).map(" It said: "::concat).orElse("");
  }

  /** The last such line; empty when there is none. */
  static Optional<String> of(String output) {
    String last = "";
    Matcher errors = ERROR.matcher(output);
    while (errors.find()) {
      last = errors.group(1).replace(CONNECTOR, "");
    }
    return last.isEmpty()
        ? Optional.empty()
        : Optional.of(last.substring(0, Math.min(LONGEST, last.length())).strip());
  }
}
