package io.changeover.testsupport.slack;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

/**
 * How a {@link FakeSlack} is set up.
 *
 * @param port on the loopback address; 0 for a free one
 * @param token the bot token it accepts
 * @param channels names of the channels there are, without {@code #}
 * @param open whether a message to a channel that is not there opens it, which Slack itself never
 *     does: for a workspace in which every team is to find its own
 * @param clock gives messages their time
 */
public record SlackOptions(
    int port, String token, List<String> channels, boolean open, Clock clock) {
  private static final int TOKEN_BYTES = 12;

  /** Keeps the list unchangeable. */
  public SlackOptions {
    channels = List.copyOf(channels);
  }

  /** A free port, a random token, the system's clock, and these channels. */
  public static SlackOptions withChannels(String... channels) {
    return new SlackOptions(0, randomToken(), List.of(channels), false, Clock.systemUTC());
  }

  /** The same on the given port. */
  public SlackOptions withPort(int newPort) {
    return new SlackOptions(newPort, token, channels, open, clock);
  }

  /** The same with the given bot token. */
  public SlackOptions withToken(String newToken) {
    return new SlackOptions(port, newToken, channels, open, clock);
  }

  /** The same with the given clock. */
  public SlackOptions withClock(Clock newClock) {
    return new SlackOptions(port, token, channels, open, newClock);
  }

  /** The same where a message opens the channel that it is for. */
  public SlackOptions openToAll() {
    return new SlackOptions(port, token, channels, true, clock);
  }

  /** Names everything but the token. */
  @Override
  public String toString() {
    return "SlackOptions[port=" + port + ", channels=" + channels + "]";
  }

  private static String randomToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "xoxb-" + HexFormat.of().formatHex(bytes);
  }
}
