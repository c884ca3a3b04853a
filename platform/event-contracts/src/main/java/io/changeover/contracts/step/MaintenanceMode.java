package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether an application's users are shut out. */
public enum MaintenanceMode {
  /** They are. */
  ON("on"),

  /** They are not. */
  OFF("off");

  private final String word;

  MaintenanceMode(String word) {
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
