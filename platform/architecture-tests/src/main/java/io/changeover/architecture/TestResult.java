package io.changeover.architecture;

import java.util.Locale;

/**
 * What became of one test.
 *
 * @param name class and method
 * @param outcome how it ended
 * @param reason why it failed or was skipped, in one line; empty for a passed test
 */
record TestResult(String name, Outcome outcome, String reason) {

  /** How a test can end. */
  enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  boolean isPassed() {
    return outcome == Outcome.PASSED;
  }

  boolean isFailed() {
    return outcome == Outcome.FAILED;
  }

  boolean isSkipped() {
    return outcome == Outcome.SKIPPED;
  }

  /**
   * Whether only a Docker engine or the right to mount a disk is missing, as the reason says. A
   * missing program is no excuse: that one can be installed everywhere.
   */
  boolean needsWhatCannotBeInstalled() {
    String words = reason.toLowerCase(Locale.ROOT);
    return words.contains("docker engine") || words.contains("only root mounts a small disk");
  }
}
