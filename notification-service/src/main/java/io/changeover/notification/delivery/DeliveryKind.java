package io.changeover.notification.delivery;

/** What sort of message a delivery is. */
public enum DeliveryKind {
  /** The deployment's own Slack message, posted or brought up to date; the newest state counts. */
  STATUS,

  /** A message in the deployment's thread. */
  THREAD,

  /** A message of its own in the alerts channel. */
  ALERT,

  /** A mail. */
  MAIL
}
