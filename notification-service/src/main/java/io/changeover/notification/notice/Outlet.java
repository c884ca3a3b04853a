package io.changeover.notification.notice;

/** Where a notice goes. */
public enum Outlet {
  /** The thread of the deployment's Slack message. */
  THREAD,

  /** That thread, and shown in the channel as well. */
  BROADCAST,

  /** A message of its own in the alerts channel. */
  ALERTS,

  /** The plan's mail addresses. */
  MAIL
}
