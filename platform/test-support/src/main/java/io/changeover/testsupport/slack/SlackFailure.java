package io.changeover.testsupport.slack;

/** A refusal in Slack's words, such as {@code channel_not_found}. */
final class SlackFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  SlackFailure(String code) {
    super(code);
    this.code = code;
  }

  String code() {
    return code;
  }
}
