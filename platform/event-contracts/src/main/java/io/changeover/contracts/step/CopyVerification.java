package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far both sides of a copy are compared. */
public enum CopyVerification {
  /** Row counts of every table. */
  COUNTS("counts"),

  /** Row counts, and checksums over every value of every row. */
  CONTENT("content");

  private final String word;

  CopyVerification(String word) {
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
