package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a plan in the catalogue. */
public record PlanName(@JsonValue String value) implements Comparable<PlanName> {
  /** What every value looks like. */
  public static final String PATTERN = "[a-z0-9][a-z0-9-]{0,63}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PlanName {
    Texts.matching(FORM, "a plan name", value);
  }

  @Override
  public int compareTo(PlanName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
