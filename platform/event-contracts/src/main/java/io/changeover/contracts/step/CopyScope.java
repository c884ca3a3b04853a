package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much of a database is copied for a rehearsal. */
public enum CopyScope {
  /** Schema and rows. */
  DATA("data"),

  /** The schema, and of the rows only the ledgers in which migration tools keep its version. */
  SCHEMA("schema");

  private final String word;

  CopyScope(String word) {
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
