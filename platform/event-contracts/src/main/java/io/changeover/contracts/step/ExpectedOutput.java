package io.changeover.contracts.step;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a program must have said; all that is given has to hold. Lines are compared one by one, each
 * cut at 4,000 characters.
 *
 * @param contains a text that at least one line holds
 * @param matches a regular expression that is found in at least one line
 */
public record ExpectedOutput(@Nullable String contains, @Nullable String matches) {
  /** The longest regular expression, in characters. */
  public static final int LONGEST_PATTERN = 1_000;

  public ExpectedOutput {
    if (contains == null && matches == null) {
      throw new IllegalArgumentException("output holds contains, matches or both");
    }
    if (matches != null) {
      compiled(matches);
    }
  }

  private static Pattern compiled(String expression) {
    if (expression.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException(
          "a regular expression has at most %d characters".formatted(LONGEST_PATTERN));
    }
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "'%s' is no regular expression: %s".formatted(expression, wrong.getDescription()), wrong);
    }
  }
}
