package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 50GB}, {@code 1MB} or {@code 512B}; units are decimal. */
public record ByteSize(long bytes) {
  /** What every size in a plan looks like. */
  public static final String PATTERN = "[0-9]{1,12}(B|kB|KB|MB|GB|TB)";

  /** The exact form of a large size has more digits than anybody writes. */
  private static final Pattern FORM = Pattern.compile("([0-9]{1,19})(B|kB|KB|MB|GB|TB)");

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is never negative");
    }
  }

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException when it is not a number with a unit, or too large for a long
   */
  @JsonCreator
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a size is a number with a unit, such as 50GB or 1MB, but not '" + text + "'");
    }
    try {
      return new ByteSize(
          Math.multiplyExact(Long.parseLong(matcher.group(1)), factor(matcher.group(2))));
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      throw new IllegalArgumentException("the size '" + text + "' is too large", tooLarge);
    }
  }

  private static long factor(String unit) {
    return switch (unit) {
      case "B" -> 1L;
      case "kB", "KB" -> 1_000L;
      case "MB" -> 1_000_000L;
      case "GB" -> 1_000_000_000L;
      default -> 1_000_000_000_000L;
    };
  }

  /** The exact form, in bytes. */
  @JsonValue
  public String text() {
    return bytes + "B";
  }

  /** For people: the largest unit that fits, one decimal. */
  @Override
  public String toString() {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }
}
