package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a step within its plan. Verify checks of a step are called {@code <step>.verify-<n>}. */
public record StepId(@JsonValue String value) implements Comparable<StepId> {
  /** What every value looks like. */
  public static final String PATTERN = "[a-z0-9][a-z0-9.-]{0,79}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public StepId {
    Texts.matching(FORM, "a step id", value);
  }

  @Override
  public int compareTo(StepId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
