package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A path or glob below a workspace: never absolute, never out of it, never like an option. */
public record RelativePath(@JsonValue String value) {
  /** What every value looks like; {@code ..} as a part is refused besides. */
  public static final String PATTERN = "[^\\-/\\p{Cntrl}][^\\p{Cntrl}]{0,499}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RelativePath {
    if (Arrays.asList(value.split("[/\\\\]")).contains("..")) {
      throw new IllegalArgumentException("'" + value + "' leads out of the workspace with '..'");
    }
    Texts.matching(FORM, "a path below a workspace", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
