package io.changeover.migration;

import java.util.Locale;
import java.util.Optional;

/** What a probe says of something that has no ledger. */
public enum Probed {
  DONE,
  NOT_DONE,
  /** Some of it. */
  PARTIAL;

  /** Reads an answer: true or done, false or not-done, partial; nothing when it is none of them. */
  public static Optional<Probed> parse(String answer) {
    return switch (answer.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "done" -> Optional.of(DONE);
      case "false", "f", "not-done" -> Optional.of(NOT_DONE);
      case "partial" -> Optional.of(PARTIAL);
      default -> Optional.empty();
    };
  }

  /** The word that a probe says. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
