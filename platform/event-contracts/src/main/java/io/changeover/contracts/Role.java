package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What somebody is to a deployment: devops, dba, technical-lead, product-owner and the like. */
public record Role(@JsonValue String value) implements Comparable<Role> {
  /** What every value looks like. */
  public static final String PATTERN = "[a-z][a-z0-9-]{0,39}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Role {
    Texts.matching(FORM, "a role", value);
  }

  @Override
  public int compareTo(Role other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
