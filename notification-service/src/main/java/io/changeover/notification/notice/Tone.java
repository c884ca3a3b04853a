package io.changeover.notification.notice;

/** What sort of thing is told, with the sign in front of its headline. */
public enum Tone {
  BEGUN("🚀"),
  GOING_ON("▶️"),
  DONE("✅"),
  WARNING("⚠️"),
  FAILED("❌"),
  ALARM("🆘"),
  ASKED("✋"),
  GOING_BACK("↩️"),
  STOPPED("⏹️"),
  PAUSED("⏸️"),
  SAID("📣"),
  NOTED("📝");

  private final String sign;

  Tone(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }
}
