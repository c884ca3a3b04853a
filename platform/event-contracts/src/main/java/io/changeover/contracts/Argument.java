package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A word of a plan that ends up in a tool's argument list. It never starts with {@code -}, so it
 * cannot be taken for an option, and has no control characters.
 */
public record Argument(@JsonValue String value) {
  /** What every value looks like. */
  public static final String PATTERN = "[^\\-\\p{Cntrl}][^\\p{Cntrl}]{0,499}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Argument {
    if (value.startsWith("-")) {
      throw new IllegalArgumentException(
          "'" + value + "' starts with '-' and would be taken for an option");
    }
    Texts.matching(FORM, "an argument", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
