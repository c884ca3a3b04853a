package io.changeover.orchestrator.plan.yaml;

/** A text that cannot be read to its end. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Place place;
  private final String code;
  private final String hint;

  Unreadable(Place place, String code, String message, String hint) {
    super(message);
    this.place = place;
    this.code = code;
    this.hint = hint;
  }

  void tell(Findings findings) {
    findings.add(place, code, String.valueOf(getMessage()), hint);
  }
}
