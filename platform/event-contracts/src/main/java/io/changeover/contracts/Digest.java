package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A SHA-256 digest in lower-case hexadecimal. */
public record Digest(@JsonValue String value) implements Comparable<Digest> {
  /** What every value looks like. */
  public static final String PATTERN = "[0-9a-f]{64}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Digest {
    Texts.matching(FORM, "a SHA-256 digest", value);
  }

  @Override
  public int compareTo(Digest other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
