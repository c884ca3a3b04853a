package io.changeover.testsupport.slack;

import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.Optional;

/** {@code /services/T…/B…/<secret>}: posts into one channel, and tells nothing but {@code ok}. */
final class Webhooks implements SlackCalls {
  static final String PATH = "/services/";

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  /** Slack's status for a refusal, where it is not 400. */
  private static final Map<String, Integer> STATUS =
      Map.of("no_service", NOT_FOUND, "channel_not_found", NOT_FOUND);

  private final SlackWorkspace workspace;
  private final Map<String, String> channelByPath;

  Webhooks(SlackWorkspace workspace, Map<String, String> channelByPath) {
    this.workspace = workspace;
    this.channelByPath = channelByPath;
  }

  @Override
  public String name(HttpExchange exchange) {
    return "webhook";
  }

  @Override
  public SlackReply carryOut(HttpExchange exchange, SlackArguments arguments) {
    String channel = channelByPath.get(exchange.getRequestURI().getPath());
    if (channel == null) {
      throw new SlackFailure("no_service");
    }
    workspace.post(
        workspace.channel(channel), MessageContent.of(arguments), Optional.empty(), false);
    return SlackReply.text(200, "ok");
  }

  @Override
  public SlackReply refuse(SlackFailure failure) {
    String code = "invalid_json".equals(failure.code()) ? "invalid_payload" : failure.code();
    return SlackReply.text(STATUS.getOrDefault(code, BAD_REQUEST), code);
  }
}
