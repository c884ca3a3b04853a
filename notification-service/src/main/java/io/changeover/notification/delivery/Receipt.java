package io.changeover.notification.delivery;

import java.time.Duration;

/** What became of an attempt to send. */
public sealed interface Receipt {
  /**
   * The provider has taken it.
   *
   * @param providerId the provider's name for the message
   * @param upTo the sequence of the last event that the message tells of
   */
  record Sent(String providerId, long upTo) implements Receipt {}

  /**
   * Nothing was sent, and this is nobody's fault: the provider or our own limits ask to wait.
   *
   * @param wholeAddress whether everything for the same address has to wait
   */
  record NotYet(Duration pause, boolean wholeAddress, String why) implements Receipt {}

  /** The provider did not take it, and may take it later: it is down, or does not answer. */
  record Failed(String why) implements Receipt {}

  /**
   * The provider will not take it.
   *
   * @param mayBeMended whether somebody may mend the settings, so that it is tried again after a
   *     long while and after a restart
   */
  record Refused(String why, boolean mayBeMended) implements Receipt {}
}
