package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one run of a plan; unique for ever, and the key of every Kafka record about it. */
public record DeploymentId(@JsonValue String value) implements Comparable<DeploymentId> {
  /** What every value looks like. */
  public static final String PATTERN = "[0-9a-zA-Z-]{8,64}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DeploymentId {
    Texts.matching(FORM, "a deployment id", value);
  }

  @Override
  public int compareTo(DeploymentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
