package io.changeover.notification.slack;

import io.changeover.notification.delivery.Receipt;
import java.util.Set;

/**
 * What Slack's error codes mean for a message, from the reference of {@code chat.postMessage} and
 * {@code chat.update}.
 */
final class SlackErrors {
  /** Slack is in trouble itself. */
  private static final Set<String> TROUBLE =
      Set.of("fatal_error", "internal_error", "request_timeout", "service_unavailable");

  private static final Set<String> TOO_MANY = Set.of("rate_limited", "ratelimited");

  /** The deployment's message is gone or can no longer be changed; a new one can be posted. */
  private static final Set<String> GONE =
      Set.of(
          "cannot_reply_to_message",
          "cant_update_message",
          "edit_window_closed",
          "message_not_found",
          "thread_not_found");

  /** Something about this very message; nothing but another text would help. */
  private static final Set<String> OF_THE_MESSAGE =
      Set.of(
          "invalid_blocks",
          "invalid_blocks_format",
          "invalid_payload",
          "msg_too_long",
          "no_text",
          "too_many_attachments");

  private SlackErrors() {}

  static boolean gone(String code) {
    return GONE.contains(code);
  }

  /** The receipt for a refusal. Unknown codes count as settings: somebody has to look. */
  static Receipt receipt(String code, SlackAnswer answer) {
    if (TROUBLE.contains(code)) {
      return new Receipt.Failed("Slack says " + code);
    }
    return TOO_MANY.contains(code)
        ? SlackLine.tooMany(answer)
        : new Receipt.Refused("Slack says " + code, !OF_THE_MESSAGE.contains(code));
  }
}
