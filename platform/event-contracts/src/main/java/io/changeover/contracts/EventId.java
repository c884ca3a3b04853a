package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one event of a log; unique across deployments. */
public record EventId(@JsonValue String value) implements Comparable<EventId> {
  /** What every value looks like. */
  public static final String PATTERN = "[0-9a-zA-Z-]{8,64}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EventId {
    Texts.matching(FORM, "an event id", value);
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
