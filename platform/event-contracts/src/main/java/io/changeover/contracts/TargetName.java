package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a database or an application as the services that touch it have registered it. */
public record TargetName(@JsonValue String value) implements Comparable<TargetName> {
  /** What every value looks like. */
  public static final String PATTERN = "[a-z0-9][a-z0-9-]{0,63}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TargetName {
    Texts.matching(FORM, "a target name", value);
  }

  @Override
  public int compareTo(TargetName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
