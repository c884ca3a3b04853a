package io.changeover.kit.step;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;

/** A step failed in a known way. The reason goes into the report as it is. */
public final class StepFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient FailureReason reason;

  public StepFailure(FailureReason reason) {
    super(reason.message());
    this.reason = reason;
  }

  public StepFailure(FailureCode code, String message, String whatToDo) {
    this(FailureReason.of(code, message, whatToDo));
  }

  public StepFailure(FailureCode code, String message, String whatToDo, Throwable cause) {
    super(message, cause);
    this.reason = FailureReason.of(code, message, whatToDo);
  }

  public FailureReason reason() {
    return reason;
  }
}
