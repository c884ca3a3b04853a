package io.changeover.testsupport.mail;

import java.time.Clock;

/**
 * How a {@link MailCatcher} is set up.
 *
 * @param smtpPort on the loopback address; 0 for a free one
 * @param webPort of the inbox page; 0 for a free one
 * @param clock gives mails their time of arrival
 */
public record MailOptions(int smtpPort, int webPort, Clock clock) {

  /** Free ports and the system's clock. */
  public static MailOptions onFreePorts() {
    return new MailOptions(0, 0, Clock.systemUTC());
  }

  /** The same on the given ports. */
  public MailOptions withPorts(int newSmtpPort, int newWebPort) {
    return new MailOptions(newSmtpPort, newWebPort, clock);
  }

  /** The same with the given clock. */
  public MailOptions withClock(Clock newClock) {
    return new MailOptions(smtpPort, webPort, newClock);
  }
}
