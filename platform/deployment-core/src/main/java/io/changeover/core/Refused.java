package io.changeover.core;

/** Leads a refusal out of the depth of a decision; becomes a {@link Decision.Rejected}. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RejectionReason reason;

  Refused(RejectionReason.Code code, String message) {
    super(message, null, false, false);
    reason = new RejectionReason(code, message);
  }

  RejectionReason reason() {
    return reason;
  }
}
