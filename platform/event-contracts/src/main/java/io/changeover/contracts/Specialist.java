package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who does a step. */
public enum Specialist {
  /** The orchestrator's own desk: announcements, the archive, no-ops. */
  ORCHESTRATOR("orchestrator"),

  /** Dumps, verified restores, manifests and fingerprints. */
  BACKUP("backup"),

  /** Schema and data migrations by their tools. */
  MIGRATION("migration"),

  /** Application instances and the traffic between them. */
  ROLLOUT("rollout"),

  /** Checks that only look. */
  VALIDATION("validation");

  private final String word;

  Specialist(String word) {
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
