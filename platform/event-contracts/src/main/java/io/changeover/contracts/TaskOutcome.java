package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a task ended. */
public enum TaskOutcome {
  /** As instructed; for an approval or a sign-off: agreed. */
  DONE("done"),

  /** It could not be done; for an approval or a sign-off: refused. */
  FAILED("failed"),

  /** For a decision: the result stands as it is, and the deployment counts as succeeded. */
  ACCEPTED("accepted"),

  /** For a decision: a person has led everything back. */
  ROLLED_BACK_BY_HAND("rolled-back-by-hand");

  private final String word;

  TaskOutcome(String word) {
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
