package io.changeover.testsupport.slack;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/<method>} with a bearer token, or with a token in the form. */
final class WebApi implements SlackCalls {
  static final String PATH = "/api/";
  private static final String BEARER = "Bearer ";

  private final SlackMethods methods;
  private final String token;

  WebApi(SlackMethods methods, String token) {
    this.methods = methods;
    this.token = token;
  }

  @Override
  public String name(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().substring(PATH.length());
  }

  @Override
  public SlackReply carryOut(HttpExchange exchange, SlackArguments arguments) {
    authenticate(exchange, arguments);
    ObjectNode answer = methods.call(name(exchange), arguments);
    if (arguments.lacksCharset()) {
      answer.put("warning", "missing_charset");
      answer.withObject("response_metadata").putArray("warnings").add("missing_charset");
    }
    return SlackReply.json(answer, "ok");
  }

  /** Slack refuses with HTTP 200 and says so in the body. */
  @Override
  public SlackReply refuse(SlackFailure failure) {
    ObjectNode answer =
        SlackArguments.JSON.createObjectNode().put("ok", false).put("error", failure.code());
    return SlackReply.json(answer, failure.code());
  }

  private void authenticate(HttpExchange exchange, SlackArguments arguments) {
    String given =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
            .filter(header -> header.startsWith(BEARER))
            .map(header -> header.substring(BEARER.length()))
            .or(() -> arguments.string("token"))
            .orElseThrow(() -> new SlackFailure("not_authed"));
    arguments.values().remove("token");
    if (!MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
      throw new SlackFailure("invalid_auth");
    }
  }
}
