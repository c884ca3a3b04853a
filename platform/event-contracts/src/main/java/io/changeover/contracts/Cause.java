package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a deployment cannot simply go on; the choice of the rollback level starts from it. */
public enum Cause {
  /** A check, a task or the backup failed before anything was changed. */
  PREPARATION_FAILED("preparation-failed"),

  /** A migration step or one of its verify checks failed. */
  MIGRATION_FAILED("migration-failed"),

  /** The new application version did not start, or died. */
  ROLLOUT_FAILED("rollout-failed"),

  /** The result is not what the plan expects. */
  VALIDATION_FAILED("validation-failed"),

  /** Data that should be as before is not. */
  DATA_CORRUPTION("data-corruption"),

  /** The result is right but too slow. */
  PERFORMANCE("performance"),

  /** A person asked for it. */
  OPERATOR("operator");

  private final String word;

  Cause(String word) {
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
