package io.changeover.notification.view;

/** How a deployment stands, in the words and with the sign of a message's headline. */
public enum Standing {
  RUNNING("🔵", "running"),
  ASSESSING("🔴", "failed, looking at the ways back"),
  ROLLING_BACK("🟠", "rolling back"),
  NEEDS_HUMAN("🆘", "needs a person"),
  ABORTING("🟠", "being aborted"),
  SUCCEEDED("✅", "succeeded"),
  ROLLED_BACK("↩️", "rolled back"),
  FAILED("❌", "failed, nothing was changed"),
  REJECTED("⛔", "rejected, nothing was changed"),
  ABORTED("⏹️", "aborted, nothing was changed");

  private final String sign;
  private final String words;

  Standing(String sign, String words) {
    this.sign = sign;
    this.words = words;
  }

  public String sign() {
    return sign;
  }

  public String words() {
    return words;
  }

  /** Nothing more will happen. */
  public boolean ended() {
    return switch (this) {
      case RUNNING, ASSESSING, ROLLING_BACK, NEEDS_HUMAN, ABORTING -> false;
      case SUCCEEDED, ROLLED_BACK, FAILED, REJECTED, ABORTED -> true;
    };
  }
}
