package io.changeover.notification.slack;

import io.changeover.contracts.json.Json;
import io.changeover.notification.delivery.Receipt;
import java.net.URI;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Slack's Web API. */
final class SlackWebApi {
  private static final String POST = "chat.postMessage";
  private static final String UPDATE = "chat.update";

  private final MicronautSlackHttp http;
  private final SlackLine line;
  private final URI base;
  private final String token;

  SlackWebApi(MicronautSlackHttp http, SlackLine line, URI base, String token) {
    this.http = http;
    this.line = line;
    this.base = base;
    this.token = token;
  }

  /**
   * What came of a call.
   *
   * @param error Slack's code; empty when Slack did not refuse
   * @param channelId where the message stands; empty when it does not
   */
  record Called(Receipt receipt, String error, String channelId) {
    boolean sent() {
      return receipt instanceof Receipt.Sent;
    }
  }

  /** Posts; {@code upTo} goes into the receipt. */
  Called post(String channel, ObjectNode message, long upTo) {
    return call(POST, channel, message.put("channel", channel), upTo);
  }

  /** Updates in place. */
  Called update(String channel, SlackMessages.Place place, ObjectNode message, long upTo) {
    message.put("channel", place.channelId()).put("ts", place.ts());
    return call(UPDATE, channel, message, upTo);
  }

  private Called call(String method, String channel, ObjectNode message, long upTo) {
    URI where = URI.create(base.toString().replaceAll("/+$", "") + "/" + method);
    Called[] called = new Called[1];
    Function<SlackAnswer, Receipt> reading =
        answer -> {
          called[0] = read(answer, upTo);
          return called[0].receipt();
        };
    Receipt receipt =
        line.call(channel, () -> http.post(where, BlockKit.bytes(message), token), reading);
    return called[0] == null ? new Called(receipt, "", "") : called[0];
  }

  private static Called read(SlackAnswer answer, long upTo) {
    JsonNode json = parse(answer.body());
    if (json.path("ok").asBoolean(false)) {
      return new Called(
          new Receipt.Sent(json.path("ts").asString(""), upTo),
          "",
          json.path("channel").asString(""));
    }
    String error = json.path("error").asString("");
    return error.isEmpty()
        ? new Called(new Receipt.Failed("no answer of Slack's, status " + answer.status()), "", "")
        : new Called(SlackErrors.receipt(error, answer), error, "");
  }

  private static JsonNode parse(String body) {
    try {
      return Json.mapper().readTree(body);
    } catch (JacksonException noJson) {
      return Json.mapper().createObjectNode();
    }
  }
}
