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

  /** The beginning; a character of two halves is left out rather than halved. */
  static String head(int length, String text) {
    if (text.length() <= length) {
      return text;
    }
    boolean halved = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, halved ? length - 1 : length);
  }

  /** The end; a character of two halves is left out rather than halved. */
  static String tail(int length, String text) {
    if (text.length() <= length) {
      return text;
    }
    int from = text.length() - length;
    return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }

  private static String shortened(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "...";
  }
}
