package io.changeover.contracts;

/**
 * How far a long step has come.
 *
 * @param done in units, never negative
 * @param total in units; 0 when it is not known
 * @param unit what is counted: rows, bytes, requests
 * @param message what is being done, in a few words; may be empty
 */
public record Progress(long done, long total, String unit, String message) {
  public Progress {
    if (done < 0 || total < 0) {
      throw new IllegalArgumentException("progress is never negative");
    }
    message = Texts.head(CheckResult.LONGEST_TEXT, message);
  }
}
