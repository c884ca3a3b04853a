package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a check found. */
public enum Verdict {
  /** As expected. */
  PASSED("passed"),

  /** Not as expected, and the plan says that this is not worth stopping for. */
  WARNED("warned"),

  /** Not as expected. */
  FAILED("failed");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** The word for it in plans, REST, events and pages. */
  @JsonValue
  public String word() {
    return word;
  }

  @Override
  public String toString() {
    return word;
  }
}
