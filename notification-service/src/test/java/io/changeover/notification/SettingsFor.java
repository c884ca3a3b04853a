package io.changeover.notification;

import io.changeover.testsupport.mail.MailCatcher;
import io.changeover.testsupport.slack.FakeSlack;

/** Settings of a notifier that is not slowed down by its limits. */
final class SettingsFor {
  private SettingsFor() {}

  static String[] both(FakeSlack slack, MailCatcher mail) {
    return new String[] {
      "changeover.notification.slack.mode=api",
      "changeover.notification.slack.url=" + slack.apiUrl(),
      "changeover.notification.slack.token=" + slack.token(),
      "changeover.notification.slack.limits.messages=100",
      "changeover.notification.slack.limits.period=PT0.1S",
      "changeover.notification.slack.limits.answer=PT5S",
      "changeover.notification.slack.limits.open-after=12",
      "changeover.notification.slack.limits.pause=PT0.01S",
      "changeover.notification.email.enabled=true",
      "changeover.notification.email.from=Changeover <changeover@example.org>",
      "spring.mail.host=127.0.0.1",
      "spring.mail.port=" + mail.smtpPort(),
      "spring.mail.properties.mail.smtp.timeout=60000",
    };
  }
}
