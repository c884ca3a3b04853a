package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names an environment variable. A plan names variables only; their values stand in the settings of
 * the service that runs the program.
 */
public record VariableName(@JsonValue String value) implements Comparable<VariableName> {
  /** What every value looks like. */
  public static final String PATTERN = "[A-Za-z_][A-Za-z0-9_]{0,99}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public VariableName {
    Texts.matching(FORM, "a variable's name", value);
  }

  @Override
  public int compareTo(VariableName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
