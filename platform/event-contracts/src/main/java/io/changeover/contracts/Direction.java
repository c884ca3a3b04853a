package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which way a step is to go. */
public enum Direction {
  /** Do it. */
  FORWARD("forward"),

  /** Undo it, as part of a rollback. */
  BACK("back"),

  /** Only look whether, and at what price, it could be undone. */
  PROBE("probe");

  private final String word;

  Direction(String word) {
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
