package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a directory in which tools run, as the services that use it have registered it. */
public record WorkspaceName(@JsonValue String value) implements Comparable<WorkspaceName> {
  /** What every value looks like. */
  public static final String PATTERN = "[a-z0-9][a-z0-9-]{0,63}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public WorkspaceName {
    Texts.matching(FORM, "a workspace name", value);
  }

  @Override
  public int compareTo(WorkspaceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
