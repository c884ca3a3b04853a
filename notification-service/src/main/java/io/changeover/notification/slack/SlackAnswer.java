package io.changeover.notification.slack;

import java.time.Duration;

/**
 * What Slack answered.
 *
 * @param retryAfter how long Slack asks to wait; nothing when it does not say
 */
record SlackAnswer(int status, String body, Duration retryAfter) {}
