package io.changeover.core;

/**
 * Why something that a person asked for was not done.
 *
 * @param code stable, for programs
 * @param message for the person, with what can be done instead
 */
public record RejectionReason(Code code, String message) {
  /** The stable codes. */
  public enum Code {
    /** The deployment has ended. */
    DEPLOYMENT_ENDED("deployment-ended"),
    /** The state does not allow it. */
    WRONG_STATE("wrong-state"),
    /** The approval names another plan than the one that would run. */
    STALE_DIGEST("stale-digest"),
    /** Who asks may not agree to their own deployment. */
    OWN_DEPLOYMENT("own-deployment"),
    /** The plan goes without something, and whoever agrees has not accepted that by name. */
    WAIVER_NOT_ACCEPTED("waiver-not-accepted"),
    /** Who asks does not have the role. */
    WRONG_ROLE("wrong-role"),
    /** There is no such step. */
    NO_SUCH_STEP("no-such-step"),
    /** There is no such task, or it is not open. */
    NO_SUCH_TASK("no-such-task"),
    /** The step has not failed. */
    STEP_NOT_FAILED("step-not-failed"),
    /** The task cannot end that way. */
    WRONG_OUTCOME("wrong-outcome"),
    /** Nothing was changed, so there is nothing to lead back. */
    NOTHING_TO_ROLL_BACK("nothing-to-roll-back");

    private final String word;

    Code(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
