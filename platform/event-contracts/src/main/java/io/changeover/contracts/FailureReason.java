package io.changeover.contracts;

/**
 * Why a step failed.
 *
 * @param code which of the known ways it was
 * @param message what happened, for a person, without secrets; bounded
 * @param whatToDo the next thing to try, for a person
 * @param detail the end of the tool's output or the like, without secrets; may be empty; bounded
 */
public record FailureReason(FailureCode code, String message, String whatToDo, String detail) {
  /** The longest detail kept, in characters; the end of it is what counts. */
  public static final int LONGEST_DETAIL = 8_000;

  public FailureReason {
    message = head(message);
    whatToDo = head(whatToDo);
    detail = Texts.tail(LONGEST_DETAIL, detail);
  }

  public static FailureReason of(FailureCode code, String message, String whatToDo) {
    return new FailureReason(code, message, whatToDo, "");
  }

  private static String head(String text) {
    return Texts.head(CheckResult.LONGEST_TEXT, text);
  }
}
