package io.changeover.testsupport.slack;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of one call, sent as JSON or as a form.
 *
 * @param values by name
 * @param contentType as sent, in lower case
 */
record SlackArguments(ObjectNode values, String contentType) {
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** In a form these are JSON in a string. */
  private static final Set<String> STRUCTURED = Set.of("blocks", "attachments", "metadata");

  static SlackArguments of(HttpExchange exchange) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Content-Type");
    String type = header == null ? "" : header.toLowerCase(Locale.ROOT);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new SlackArguments(parse(type, body), type);
  }

  /** Slack warns about JSON without a charset. */
  boolean lacksCharset() {
    return contentType.startsWith("application/json") && !contentType.contains("charset");
  }

  Optional<String> string(String name) {
    JsonNode value = values.path(name);
    return value.isMissingNode() || value.isNull() || value.asString("").isEmpty()
        ? Optional.empty()
        : Optional.of(value.asString(""));
  }

  String required(String name, String otherwise) {
    return string(name).orElseThrow(() -> new SlackFailure(otherwise));
  }

  boolean flag(String name) {
    return string(name).filter(value -> "true".equals(value) || "1".equals(value)).isPresent();
  }

  private static ObjectNode parse(String type, String body) {
    if (type.startsWith("application/json")) {
      return object(body, "invalid_json");
    }
    ObjectNode form = form(body);
    JsonNode payload = form.path("payload");
    return payload.isMissingNode() ? form : object(payload.asString(""), "invalid_payload");
  }

  private static ObjectNode object(String json, String otherwise) {
    try {
      return JSON.readTree(json) instanceof ObjectNode object ? object : fail(otherwise);
    } catch (JacksonException e) {
      return fail(otherwise);
    }
  }

  private static ObjectNode form(String body) {
    ObjectNode form = JSON.createObjectNode();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        put(form, decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static void put(ObjectNode form, String name, String value) {
    if (STRUCTURED.contains(name)) {
      form.set(name, array(value, "invalid_" + name + "_format"));
    } else {
      form.put(name, value);
    }
  }

  private static JsonNode array(String json, String otherwise) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      return fail(otherwise);
    }
  }

  private static ObjectNode fail(String code) {
    throw new SlackFailure(code);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
