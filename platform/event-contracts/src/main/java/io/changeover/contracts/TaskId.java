package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names something that a person has to do, within its deployment. */
public record TaskId(@JsonValue String value) implements Comparable<TaskId> {
  /** What every value looks like. */
  public static final String PATTERN = "[a-z0-9][a-z0-9.-]{0,99}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TaskId {
    Texts.matching(FORM, "a task id", value);
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
