package io.changeover.testsupport.slack;

import java.time.Duration;

/** A way in which a call can go wrong before Slack looks at it. */
public sealed interface SlackFault {

  /**
   * HTTP 429 with {@code Retry-After}.
   *
   * @param retryAfter in whole seconds
   */
  record RateLimited(Duration retryAfter) implements SlackFault {}

  /**
   * An HTTP error of the server.
   *
   * @param status such as 500 or 503
   */
  record ServerError(int status) implements SlackFault {}

  /**
   * No answer: the connection is held for a time and then closed.
   *
   * @param held how long
   */
  record NoAnswer(Duration held) implements SlackFault {}

  /** The connection is closed at once, without an answer. */
  record ConnectionClosed() implements SlackFault {}

  /**
   * The call is carried out, but the caller never learns it: the connection closes instead of an
   * answer. This is how a message comes to be sent twice.
   */
  record AnswerLost() implements SlackFault {}
}
