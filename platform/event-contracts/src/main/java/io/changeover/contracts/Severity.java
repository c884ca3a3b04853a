package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** How much a failed check weighs. */
public enum Severity {
  /** The step fails, and only the backup leads back: level 3. */
  CRITICAL("critical"),

  /** The step fails; its cause decides how far to go back. */
  MAJOR("major"),

  /** The step goes on and the finding is told. */
  MINOR("minor");

  /** What {@link #MINOR} was called before there were three. */
  private static final String MINOR_BEFORE = "warning";

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word for it in plans, REST, events and pages. */
  @JsonValue
  public String word() {
    return word;
  }

  /**
   * The severity of a word, also of one in an old log.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static Severity of(String word) {
    return Arrays.stream(values())
        .filter(severity -> severity.word.equals(word))
        .findFirst()
        .or(() -> MINOR_BEFORE.equals(word) ? Optional.of(MINOR) : Optional.empty())
        .orElseThrow(() -> new IllegalArgumentException("no severity is called " + word));
  }

  @Override
  public String toString() {
    return word;
  }
}
