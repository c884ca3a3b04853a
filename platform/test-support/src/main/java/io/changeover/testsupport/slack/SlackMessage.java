package io.changeover.testsupport.slack;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A message as it stands in a channel now.
 *
 * @param channel name without {@code #}
 * @param ts its identity and its time
 * @param content what the sender gave: {@code text, blocks, attachments, username, icon_emoji}
 * @param threadTs the message it replies to
 * @param broadcast a reply that is shown in the channel too
 * @param editedTs when it was last updated
 */
public record SlackMessage(
    String channel,
    String ts,
    JsonNode content,
    Optional<String> threadTs,
    boolean broadcast,
    Optional<String> editedTs) {

  /** The plain text, which Slack shows in notifications and where there are no blocks. */
  public String text() {
    return content.path("text").asString("");
  }

  /** The blocks, or a missing node. */
  public JsonNode blocks() {
    return content.path("blocks");
  }

  /** True for a reply. */
  public boolean isReply() {
    return threadTs.isPresent();
  }

  /** True if the channel itself shows it, rather than a thread only. */
  public boolean isInChannel() {
    return threadTs.isEmpty() || broadcast;
  }

  SlackMessage edited(JsonNode newContent, String when) {
    return new SlackMessage(channel, ts, newContent, threadTs, broadcast, Optional.of(when));
  }
}
