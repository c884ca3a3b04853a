package io.changeover.contracts;

import java.util.regex.Pattern;

/** Checks that the text value types of the contracts have in common. */
final class Texts {
  private Texts() {}

  static String matching(Pattern pattern, String what, String value) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s must match %s but is '%s'".formatted(what, pattern.pattern(), shortened(value)));
    }
    return value;
  }

  static String atMost(int length, String what, String value) {
    if (value.length() > length) {
      throw new IllegalArgumentException(
          "%s must have at most %d characters but has %d".formatted(what, length, value.length()));
    }
    return value;
  }

  private static String shortened(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "...";
  }
}
