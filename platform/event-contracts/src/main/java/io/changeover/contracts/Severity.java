package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much a failed check weighs. */
public enum Severity {
  /** The step fails. */
  CRITICAL("critical"),

  /** The step goes on and the finding is told. */
  WARNING("warning");

  private final String word;

  Severity(String word) {
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
