package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** What of a database must be as it was. */
public enum FingerprintScope {
  /** Rows and content of the columns that were there. */
  DATA("data"),

  /** The schema. */
  SCHEMA("schema"),

  /** Both. */
  ALL("all");

  private final String word;

  FingerprintScope(String word) {
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
