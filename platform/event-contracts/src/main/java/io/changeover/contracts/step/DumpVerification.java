package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a dump is proved. */
public enum DumpVerification {
  /** By a restore into a scratch database, compared by row counts and content checksums. */
  RESTORE("restore"),

  /** Not at all; the dump is kept but is not a verified backup. */
  NONE("none");

  private final String word;

  DumpVerification(String word) {
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
