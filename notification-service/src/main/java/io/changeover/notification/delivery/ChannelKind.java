package io.changeover.notification.delivery;

import java.util.Locale;

/** By what way a message goes. */
public enum ChannelKind {
  /** Slack's Web API; the address is a channel's name. */
  SLACK,

  /** A Slack incoming webhook; the address is always {@link #WEBHOOK_ADDRESS}. */
  WEBHOOK,

  /** SMTP; the address is a mail address. */
  MAIL;

  /** A webhook knows its channel itself, and its URL is a secret. */
  public static final String WEBHOOK_ADDRESS = "webhook";

  /** The word for it in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
