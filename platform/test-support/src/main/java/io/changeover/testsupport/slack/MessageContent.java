package io.changeover.testsupport.slack;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes from a call what makes up a message, and refuses what Slack would refuse. */
final class MessageContent {
  /** Slack's limits, from its reference of {@code chat.postMessage}. */
  private static final int MOST_TEXT = 40_000;

  private static final int MOST_BLOCKS = 50;

  private static final List<String> PARTS =
      List.of("text", "blocks", "attachments", "username", "icon_emoji", "metadata");

  private MessageContent() {}

  static ObjectNode of(SlackArguments arguments) {
    ObjectNode content = SlackArguments.JSON.createObjectNode();
    for (String part : PARTS) {
      JsonNode value = arguments.values().path(part);
      if (!value.isMissingNode() && !value.isNull()) {
        content.set(part, value);
      }
    }
    check(content);
    return content;
  }

  private static void check(ObjectNode content) {
    JsonNode blocks = content.path("blocks");
    if (!blocks.isMissingNode() && !isValid(blocks)) {
      throw new SlackFailure("invalid_blocks");
    }
    if (content.path("text").asString("").length() > MOST_TEXT) {
      throw new SlackFailure("msg_too_long");
    }
    if (content.path("text").asString("").isEmpty()
        && blocks.isEmpty()
        && content.path("attachments").isEmpty()) {
      throw new SlackFailure("no_text");
    }
  }

  private static boolean isValid(JsonNode blocks) {
    if (!blocks.isArray() || blocks.size() > MOST_BLOCKS) {
      return false;
    }
    for (JsonNode block : blocks) {
      if (block.path("type").asString("").isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
