package io.changeover.notification.view;

/** How far something has come, with the sign that people see. */
public enum Mark {
  WAITING("▫️"),
  RUNNING("⏳"),
  DONE("✅"),

  /** Done, with findings that were not worth stopping for. */
  WARNED("⚠️"),
  FAILED("❌"),

  /** Done and then undone by a rollback. */
  UNDONE("↩️");

  private final String sign;

  Mark(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }
}
