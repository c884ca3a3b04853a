package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a person is asked for. */
public enum TaskKind {
  /** A step of the plan that a person does. */
  STEP("step"),

  /** To agree to the deployment before it changes anything. */
  APPROVAL("approval"),

  /** To put their name to the result. */
  SIGN_OFF("sign-off"),

  /** To lead out of a state that the system cannot leave by itself. */
  DECISION("decision");

  private final String word;

  TaskKind(String word) {
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
