package io.changeover.notification.slack;

/** How Slack is reached. */
public enum SlackMode {
  /** By the Web API with a bot token: one message for each deployment, updated in place. */
  API,

  /** By an incoming webhook: plain messages one after the other, nothing can be updated. */
  WEBHOOK,

  OFF
}
