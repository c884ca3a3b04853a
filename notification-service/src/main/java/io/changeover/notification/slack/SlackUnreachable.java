package io.changeover.notification.slack;

/** Slack is down, or does not answer. Whether it has taken the message is not known. */
final class SlackUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SlackUnreachable(String message) {
    super(message);
  }
}
