package io.changeover.contracts;

/**
 * What one check looked for and what it saw.
 *
 * @param name what was looked at, in a few words
 * @param expected what would have passed, readable by a person
 * @param actual what was seen, readable by a person, without secrets
 */
public record CheckResult(
    String name, String expected, String actual, Severity severity, Verdict verdict) {
  /** The longest text kept of an expected or actual value, in characters. */
  public static final int LONGEST_TEXT = 2_000;

  private static final String CUT = " [cut]";

  public CheckResult {
    name = cut(name);
    expected = cut(expected);
    actual = cut(actual);
  }

  /** A check's result: passed when {@code asExpected}, else failed or warned by its severity. */
  public static CheckResult of(
      String name, String expected, String actual, Severity severity, boolean asExpected) {
    Verdict verdict =
        asExpected ? Verdict.PASSED : severity == Severity.MINOR ? Verdict.WARNED : Verdict.FAILED;
    return new CheckResult(name, expected, actual, severity, verdict);
  }

  /** The result of a check that has to pass. */
  public static CheckResult of(String name, String expected, String actual, boolean asExpected) {
    return of(name, expected, actual, Severity.MAJOR, asExpected);
  }

  private static String cut(String text) {
    boolean cutBefore = text.endsWith(CUT) && text.length() <= LONGEST_TEXT + CUT.length();
    if (text.length() <= LONGEST_TEXT || cutBefore) {
      return text;
    }
    return Texts.head(LONGEST_TEXT, text) + CUT;
  }
}
