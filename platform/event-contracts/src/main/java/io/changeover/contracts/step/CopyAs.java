package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a rule makes of a value that cannot be copied as it is. */
public enum CopyAs {
  /** NULL takes its place. */
  NULL("null"),

  /** The whole row is not copied. */
  LEAVE_OUT("leave-out"),

  /** What it plainly means; the finding says what that is. */
  CONVERTED("converted"),

  /** Cut or rounded to what the target's type keeps. */
  SHORTENED("shortened"),

  /** A year of two digits is one of 1900 to 1999. */
  IN_1900S("in-1900s"),

  /** A year of two digits is one of 2000 to 2099. */
  IN_2000S("in-2000s"),

  /** Seconds since 1970 in UTC. */
  UNIX_SECONDS("unix-seconds"),

  /** Milliseconds since 1970 in UTC. */
  UNIX_MILLISECONDS("unix-milliseconds");

  private final String word;

  CopyAs(String word) {
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
