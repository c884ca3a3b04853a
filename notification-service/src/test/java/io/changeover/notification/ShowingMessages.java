package io.changeover.notification;

import io.changeover.testsupport.mail.MailCatcher;
import io.changeover.testsupport.mail.MailOptions;
import io.changeover.testsupport.slack.FakeSlack;
import io.changeover.testsupport.slack.SlackOptions;
import java.time.Clock;
import java.util.stream.Stream;

/**
 * Shows how messages look: fills the fake Slack and the mail catcher with a deployment that was
 * rolled back, one that waits, and one that succeeded, until standard input ends.
 */
final class ShowingMessages {
  private static final int SLACK_PORT = 8090;
  private static final int MAIL_PORT = 8091;

  private ShowingMessages() {}

  public static void main(String[] arguments) throws Exception {
    Clock clock = Clock.systemUTC();
    try (FakeSlack slack =
            FakeSlack.start(
                SlackOptions.withChannels("tracehub-deployment", "tracehub-alerts")
                    .withPort(SLACK_PORT));
        MailCatcher mail = MailCatcher.start(MailOptions.onFreePorts().withPorts(0, MAIL_PORT));
        Notifier notifier = Notifier.start(clock, SettingsFor.both(slack, mail))) {
      Story running = story(clock).preflight().approval().backup();
      for (Story story :
          Stream.of(
                  story(clock).rollsBack(),
                  story(clock).fails(),
                  running.migrateUpToData(),
                  story(clock).succeeds())
              .toList()) {
        notifier.take(story);
      }
      System.out.println(slack.url() + " " + mail.url());
      while (System.in.read() >= 0) {}
    }
  }

  private static Story story(Clock clock) {
    return Story.at(clock.instant(), "#tracehub-deployment", "#tracehub-alerts", "ops@example.org");
  }
}
