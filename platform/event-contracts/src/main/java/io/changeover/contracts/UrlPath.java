package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The path and query of a request to an application that is registered by name: a plan never says
 * which host is asked.
 */
public record UrlPath(@JsonValue String value) {
  /** What every value looks like. */
  public static final String PATTERN = "/([^/\\s\\\\][^\\s\\\\]{0,999})?";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public UrlPath {
    Texts.matching(FORM, "a URL path", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
