package io.changeover.architecture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Prints what became of all tests of a build: every skipped one with its reason, and at the end the
 * line {@code N passed, N failed, N skipped}.
 *
 * <p>Started with the root directory of the build and the time when it began; reports older than
 * that belong to an earlier build. Uses the JDK only, so that {@code java TestSummary.java} runs it
 * from its source where a build stopped half way.
 */
public final class TestSummary {
  /** Set to {@code true}, this makes a skipped test a failure. */
  static final String NO_SKIPS = "CHANGEOVER_NO_SKIPS";

  private final List<TestResult> results;
  private final boolean skipsAllowed;

  TestSummary(List<TestResult> results, boolean skipsAllowed) {
    this.results = results;
    this.skipsAllowed = skipsAllowed;
  }

  /**
   * Prints the summary, and exits with 1 when a test failed, or was skipped where that is not
   * allowed.
   *
   * @param args the root directory, and the time when the build began as an ISO-8601 instant
   */
  public static void main(String... args) throws IOException {
    List<TestResult> results = TestReports.below(Path.of(args[0]), Instant.parse(args[1]));
    boolean skipsAllowed = !"true".equals(System.getenv(NO_SKIPS));
    TestSummary summary = new TestSummary(results, skipsAllowed);
    summary.print(System.out);
    if (!summary.isAcceptable()) {
      System.exit(1);
    }
  }

  void print(PrintStream out) {
    results.stream().filter(TestResult::isFailed).forEach(test -> tell(out, "FAILED", test));
    results.stream().filter(TestResult::isSkipped).forEach(test -> tell(out, wordFor(test), test));
    out.printf(
        "%d passed, %d failed, %d skipped%n",
        results.stream().filter(TestResult::isPassed).count(),
        results.stream().filter(TestResult::isFailed).count(),
        results.stream().filter(TestResult::isSkipped).count());
  }

  boolean isAcceptable() {
    return results.stream().noneMatch(test -> test.isFailed() || isForbiddenSkip(test));
  }

  private String wordFor(TestResult test) {
    if (isForbiddenSkip(test)) {
      return "SKIPPED, WHICH IS NOT ALLOWED HERE";
    }
    return skipsAllowed ? "SKIPPED" : "SKIPPED, ALLOWED WITHOUT A DOCKER ENGINE OR ROOT";
  }

  private boolean isForbiddenSkip(TestResult test) {
    return test.isSkipped() && !skipsAllowed && !test.needsWhatCannotBeInstalled();
  }

  private static void tell(PrintStream out, String word, TestResult test) {
    out.printf("%s: %s: %s%n", word, test.name(), test.reason());
  }
}
