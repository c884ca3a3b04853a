package io.changeover.testsupport.slack;

import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The methods of the Web API that a notifier needs, with Slack's answers and error codes. */
final class SlackMethods {
  private static final String TEAM = "T00000001";
  private static final String BOT = "B00000001";
  private static final String BOT_USER = "U00000001";

  private final SlackWorkspace workspace;
  private final Map<String, Function<SlackArguments, ObjectNode>> methods =
      Map.of(
          "auth.test", this::authTest,
          "chat.postMessage", this::postMessage,
          "chat.update", this::update,
          "conversations.list", this::listConversations);

  SlackMethods(SlackWorkspace workspace) {
    this.workspace = workspace;
  }

  ObjectNode call(String method, SlackArguments arguments) {
    Function<SlackArguments, ObjectNode> known = methods.get(method);
    if (known == null) {
      throw new SlackFailure("unknown_method");
    }
    return known.apply(arguments);
  }

  private ObjectNode authTest(SlackArguments arguments) {
    return ok().put("url", "https://changeover.slack.com/")
        .put("team", "Changeover")
        .put("user", "changeover")
        .put("team_id", TEAM)
        .put("user_id", BOT_USER)
        .put("bot_id", BOT);
  }

  private ObjectNode postMessage(SlackArguments arguments) {
    SlackChannel channel = workspace.channel(arguments.required("channel", "channel_not_found"));
    SlackMessage message =
        workspace.post(
            channel,
            MessageContent.of(arguments),
            arguments.string("thread_ts"),
            arguments.flag("reply_broadcast"));
    return ok().put("channel", channel.id()).put("ts", message.ts()).set("message", json(message));
  }

  private ObjectNode update(SlackArguments arguments) {
    SlackChannel channel =
        workspace.channelById(arguments.required("channel", "channel_not_found"));
    SlackMessage message =
        workspace.update(
            channel, arguments.required("ts", "message_not_found"), MessageContent.of(arguments));
    return ok().put("channel", channel.id())
        .put("ts", message.ts())
        .put("text", message.text())
        .set("message", json(message));
  }

  private ObjectNode listConversations(SlackArguments arguments) {
    ObjectNode answer = ok();
    ArrayNode list = answer.putArray("channels");
    for (SlackChannel channel : workspace.channels()) {
      list.addObject()
          .put("id", channel.id())
          .put("name", channel.name())
          .put("is_channel", true)
          .put("is_archived", false)
          .put("is_private", false)
          .put("is_member", true);
    }
    answer.putObject("response_metadata").put("next_cursor", "");
    return answer;
  }

  private static ObjectNode json(SlackMessage message) {
    ObjectNode json = SlackArguments.JSON.createObjectNode();
    json.put("type", "message").put("user", BOT_USER).put("bot_id", BOT).put("team", TEAM);
    json.put("ts", message.ts());
    json.setAll((ObjectNode) message.content());
    message.threadTs().ifPresent(ts -> json.put("thread_ts", ts));
    if (message.broadcast()) {
      json.put("subtype", "thread_broadcast");
    }
    message
        .editedTs()
        .ifPresent(ts -> json.putObject("edited").put("user", BOT_USER).put("ts", ts));
    return json;
  }

  private static ObjectNode ok() {
    return SlackArguments.JSON.createObjectNode().put("ok", true);
  }
}
