package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What a plan calls one of its targets. */
public record TargetAlias(@JsonValue String value) implements Comparable<TargetAlias> {
  /** What every value looks like. */
  public static final String PATTERN = "[a-z][a-z0-9-]{0,31}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TargetAlias {
    Texts.matching(FORM, "a target alias", value);
  }

  @Override
  public int compareTo(TargetAlias other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
