package io.changeover.kit.job;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Says why a step failed, without secrets. */
final class Failures {
  private static final String LOOK_INTO_LOG =
      "Look into the log of the service for the whole story, then retry the step or roll back.";

  private final Secrets secrets;

  Failures(Secrets secrets) {
    this.secrets = secrets;
  }

  FailureReason blackedOut(FailureReason reason) {
    return new FailureReason(
        reason.code(),
        secrets.blackOut(reason.message()),
        secrets.blackOut(reason.whatToDo()),
        secrets.blackOut(reason.detail()));
  }

  /** What a handler has thrown. */
  FailureReason of(Throwable thrown) {
    if (thrown instanceof StepFailure known) {
      return blackedOut(known.reason());
    }
    String text = "%s: %s".formatted(thrown.getClass().getName(), thrown.getMessage());
    return blackedOut(FailureReason.of(FailureCode.UNEXPECTED, text, LOOK_INTO_LOG));
  }

  /** The whole story, for the log. */
  String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return secrets.blackOut(text.toString());
  }

  static FailureReason stopped(StopReason why, RunningJob job, String detail) {
    if (why == StopReason.TIMED_OUT) {
      String timeout = job.timeout().map(Object::toString).orElse("its timeout");
      return new FailureReason(
          FailureCode.TIMED_OUT,
          "The step was stopped after " + timeout + ".",
          "Find out what it waited for; give it a longer timeout in the plan, or retry it.",
          detail);
    }
    return new FailureReason(
        FailureCode.CANCELLED, "The step was cancelled.", "Retry it, or roll back.", detail);
  }

  static FailureReason neverStarted() {
    return FailureReason.of(
        FailureCode.CANCELLED,
        "The step was cancelled before it came to this service.",
        "Retry it, or roll back.");
  }

  static FailureReason noHandler(String kind) {
    return FailureReason.of(
        FailureCode.NOT_REGISTERED,
        "This service does no steps of the kind '%s'.".formatted(kind),
        "Run the service in the version that the plan was written for.");
  }

  static FailureReason unreadable() {
    return FailureReason.of(
        FailureCode.UNEXPECTED,
        "What is kept of the command cannot be read by this version of the service.",
        "Retry the step, which sends the command again.");
  }

  static FailureReason tooLarge() {
    return FailureReason.of(
        FailureCode.UNEXPECTED,
        "The step has ended, but its report is too large to be sent.",
        "See in the target what the step has done; split the step.");
  }
}
