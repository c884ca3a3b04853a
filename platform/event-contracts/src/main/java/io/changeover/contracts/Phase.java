package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The parts of a deployment, in the order in which they run; each is optional but backup before
 * migrate.
 */
public enum Phase {
  /** Everything that must be true before anything is touched. */
  PREFLIGHT("preflight"),

  /** The migration tried on a scratch copy. */
  REHEARSE("rehearse"),

  /** People agree to this plan on this target. */
  APPROVE("approve"),

  /** The state to which level 3 goes back. */
  BACKUP("backup"),

  /** The schema and the data change. */
  MIGRATE("migrate"),

  /** The new application version takes the traffic. */
  ROLLOUT("rollout"),

  /** The result is looked at from outside. */
  VALIDATE("validate"),

  /** Backup after the change, stakeholders told, record archived. */
  FINISH("finish"),

  /** The result is looked at again and again for a while. */
  WATCH("watch"),

  /** People put their name to the result. */
  SIGN_OFF("sign-off");

  private final String word;

  Phase(String word) {
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
