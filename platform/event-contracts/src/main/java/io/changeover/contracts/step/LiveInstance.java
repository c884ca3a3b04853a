package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which installation a request goes to. */
public enum LiveInstance {
  /** Whichever serves now: through the front. */
  LIVE("live"),

  /** The one that serves before the deployment, at its own port. */
  BLUE("blue"),

  /** The one that the deployment brings, at its own port. */
  GREEN("green");

  private final String word;

  LiveInstance(String word) {
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
