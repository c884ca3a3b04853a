package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** One of the two installations of an application. */
public enum Instance {
  /** The one that serves before the deployment. */
  BLUE("blue"),

  /** The one that the deployment brings. */
  GREEN("green");

  private final String word;

  Instance(String word) {
    this.word = word;
  }

  /** The word for it in plans, REST, events and pages. */
  @JsonValue
  public String word() {
    return word;
  }

  /** The one that serves when this one does not. */
  public Instance other() {
    return this == BLUE ? GREEN : BLUE;
  }

  @Override
  public String toString() {
    return word;
  }
}
