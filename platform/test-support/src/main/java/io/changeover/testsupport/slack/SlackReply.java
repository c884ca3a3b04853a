package io.changeover.testsupport.slack;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * What to answer.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body as text
 * @param outcome for the record
 */
record SlackReply(int status, String contentType, String body, String outcome) {
  static SlackReply json(JsonNode body, String outcome) {
    return new SlackReply(200, "application/json; charset=utf-8", body.toString(), outcome);
  }

  static SlackReply text(int status, String body) {
    return new SlackReply(status, "text/plain; charset=utf-8", body, body);
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
