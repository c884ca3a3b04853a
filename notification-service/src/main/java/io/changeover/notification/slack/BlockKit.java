package io.changeover.notification.slack;

import io.changeover.contracts.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds a message of blocks within Slack's limits. */
final class BlockKit {
  /** The longest header, in characters. */
  static final int LONGEST_HEADER = 150;

  /** The longest text of a section, in characters. */
  static final int LONGEST_TEXT = 3_000;

  /** The longest field of a section, in characters. */
  static final int LONGEST_FIELD = 2_000;

  /** The most fields of a section. */
  static final int MOST_FIELDS = 10;

  /** The most blocks of a message. */
  static final int MOST_BLOCKS = 50;

  private final ObjectNode message = JsonNodeFactory.instance.objectNode();
  private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();

  /**
   * Begins a message.
   *
   * @param fallback escaped; what notifications show
   */
  BlockKit(String fallback) {
    message.put("text", Mrkdwn.cut(fallback, LONGEST_TEXT));
    message.put("unfurl_links", false);
  }

  BlockKit header(String plain) {
    String line = plain.replaceAll("\\s+", " ");
    ObjectNode text = JsonNodeFactory.instance.objectNode();
    text.put("type", "plain_text");
    text.put("text", line.length() <= LONGEST_HEADER ? line : line.substring(0, LONGEST_HEADER));
    text.put("emoji", true);
    block("header").set("text", text);
    return this;
  }

  /** A section of escaped text; nothing for empty text. */
  BlockKit section(String mrkdwn) {
    if (!mrkdwn.isBlank()) {
      block("section").set("text", text(Mrkdwn.cut(mrkdwn, LONGEST_TEXT)));
    }
    return this;
  }

  /** Escaped texts in two columns; nothing for none. */
  BlockKit fields(List<String> mrkdwn) {
    if (!mrkdwn.isEmpty()) {
      ArrayNode fields = block("section").putArray("fields");
      mrkdwn.stream()
          .limit(MOST_FIELDS)
          .forEach(field -> fields.add(text(Mrkdwn.cut(field, LONGEST_FIELD))));
    }
    return this;
  }

  /** Small print, escaped; nothing for empty text. */
  BlockKit context(String mrkdwn) {
    if (!mrkdwn.isBlank()) {
      block("context").putArray("elements").add(text(Mrkdwn.cut(mrkdwn, LONGEST_TEXT)));
    }
    return this;
  }

  ObjectNode build() {
    message.set("blocks", blocks);
    return message;
  }

  static byte[] bytes(ObjectNode message) {
    return Json.mapper().writeValueAsBytes(message);
  }

  private ObjectNode block(String type) {
    if (blocks.size() == MOST_BLOCKS) {
      throw new IllegalStateException("a message has at most %d blocks".formatted(MOST_BLOCKS));
    }
    return blocks.addObject().put("type", type);
  }

  private static ObjectNode text(String mrkdwn) {
    return JsonNodeFactory.instance.objectNode().put("type", "mrkdwn").put("text", mrkdwn);
  }
}
