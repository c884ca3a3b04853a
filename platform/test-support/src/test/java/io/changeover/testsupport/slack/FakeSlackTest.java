package io.changeover.testsupport.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.testsupport.SettableClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FakeSlackTest {
  private final FakeSlack slack =
      FakeSlack.start(
          SlackOptions.withChannels("deployments", "alerts")
              .withClock(SettableClock.at("2026-01-31T10:00:00Z")));
  private final SlackCaller caller = new SlackCaller(slack);

  @AfterEach
  void stop() {
    caller.close();
    slack.close();
  }

  @Test
  void postsWithUniqueIncreasingTimeStamps() throws Exception {
    JsonNode first = caller.call("chat.postMessage", message("#deployments", "one"));
    JsonNode second = caller.call("chat.postMessage", message("deployments", "two"));

    assertThat(first.path("ok").asBoolean()).isTrue();
    assertThat(first.path("channel").asString()).isEqualTo("C00000001");
    assertThat(first.path("ts").asString()).isEqualTo("1769853600.000100");
    assertThat(second.path("ts").asString()).isEqualTo("1769853600.000200");
    assertThat(second.path("message").path("text").asString()).isEqualTo("two");
    assertThat(slack.messages("deployments"))
        .extracting(SlackMessage::text)
        .containsExactly("one", "two");
    assertThat(slack.messages("alerts")).isEmpty();
  }

  @Test
  void repliesInThreadsAndBroadcasts() throws Exception {
    String root = ts(caller.call("chat.postMessage", message("alerts", "root")));
    String reply =
        ts(
            caller.call(
                "chat.postMessage",
                Map.of("channel", "alerts", "text", "reply", "thread_ts", root)));
    caller.call(
        "chat.postMessage",
        Map.of("channel", "alerts", "text", "loud", "thread_ts", reply, "reply_broadcast", true));

    List<SlackMessage> messages = slack.messages("alerts");
    assertThat(messages).extracting(SlackMessage::isReply).containsExactly(false, true, true);
    assertThat(messages).extracting(SlackMessage::isInChannel).containsExactly(true, false, true);
    assertThat(messages.get(2).threadTs()).contains(root);
    assertThat(
            error("chat.postMessage", Map.of("channel", "alerts", "text", "x", "thread_ts", "1.2")))
        .isEqualTo("thread_not_found");
  }

  @Test
  void updatesInPlaceByChannelId() throws Exception {
    JsonNode posted = caller.call("chat.postMessage", message("alerts", "before"));
    Map<String, String> update =
        Map.of("channel", posted.path("channel").asString(), "ts", ts(posted), "text", "after");

    JsonNode updated = caller.call("chat.update", update);

    assertThat(updated.path("ts").asString()).isEqualTo(ts(posted));
    assertThat(updated.path("message").path("edited").path("ts").asString()).isNotEmpty();
    assertThat(slack.messages("alerts"))
        .singleElement()
        .extracting(SlackMessage::text)
        .isEqualTo("after");
    assertThat(error("chat.update", Map.of("channel", "alerts", "ts", ts(posted), "text", "x")))
        .isEqualTo("channel_not_found");
    assertThat(error("chat.update", Map.of("channel", "C00000002", "ts", "1.2", "text", "x")))
        .isEqualTo("message_not_found");
  }

  @Test
  void aMessageOpensItsChannelWhereItMay() throws Exception {
    try (FakeSlack open = FakeSlack.start(SlackOptions.withChannels("alerts").openToAll());
        SlackCaller there = new SlackCaller(open)) {
      JsonNode posted = there.call("chat.postMessage", message("#new-one", "hello"));

      assertThat(posted.path("channel").asString()).isEqualTo("C00000002");
      assertThat(open.messages("new-one")).hasSize(1);
      assertThat(
              there.call("chat.postMessage", message("not a name", "x")).path("error").asString())
          .isEqualTo("channel_not_found");
    }
  }

  @Test
  void refusesAsSlackDoes() throws Exception {
    assertThat(error("chat.postMessage", message("nowhere", "x"))).isEqualTo("channel_not_found");
    assertThat(error("chat.postMessage", message("alerts", ""))).isEqualTo("no_text");
    assertThat(error("chat.postMessage", message("alerts", "x".repeat(40_001))))
        .isEqualTo("msg_too_long");
    assertThat(error("chat.postMessage", Map.of("channel", "alerts", "blocks", List.of(Map.of()))))
        .isEqualTo("invalid_blocks");
    assertThat(error("chat.explode", Map.of())).isEqualTo("unknown_method");
    String url = slack.apiUrl() + "auth.test";
    assertThat(caller.post(url, "application/json", "{}", "").body()).contains("not_authed");
    assertThat(caller.post(url, "application/json", "{}", "xoxb-no").body())
        .contains("invalid_auth");
    assertThat(caller.post(url, "application/json", "{", slack.token()).body())
        .contains("invalid_json");
    assertThat(slack.messages("alerts")).isEmpty();
    assertThat(slack.calls()).extracting(RecordedCall::outcome).contains("no_text", "not_authed");
  }

  @Test
  void takesFormsAndListsChannels() throws Exception {
    String form =
        "token="
            + slack.token()
            + "&channel=%23alerts&text=a+b%26c&blocks=%5B%7B%22type%22%3A%22divider%22%7D%5D";
    String answer =
        caller
            .post(
                slack.apiUrl() + "chat.postMessage", "application/x-www-form-urlencoded", form, "")
            .body();
    assertThat(answer).contains("\"ok\":true").doesNotContain(slack.token());
    assertThat(slack.messages("alerts").getFirst().text()).isEqualTo("a b&c");
    assertThat(slack.messages("alerts").getFirst().blocks()).hasSize(1);
    assertThat(slack.calls().getFirst().arguments().toString()).doesNotContain(slack.token());
    assertThat(caller.call("conversations.list", Map.of()).path("channels")).hasSize(2);
  }

  @Test
  void incomingWebhooksPostIntoTheirChannel() throws Exception {
    String url = slack.webhookUrl("alerts");
    assertThat(caller.post(url, "application/json", "{\"text\":\"hi\"}", "").body())
        .isEqualTo("ok");
    assertThat(slack.messages("alerts"))
        .singleElement()
        .extracting(SlackMessage::text)
        .isEqualTo("hi");
    HttpResponse<String> wrong =
        caller.post(url + "x", "application/json", "{\"text\":\"hi\"}", "");
    assertThat(wrong.statusCode()).isEqualTo(404);
    assertThat(wrong.body()).isEqualTo("no_service");
    HttpResponse<String> broken = caller.post(url, "application/json", "{", "");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).isEqualTo("invalid_payload");
  }

  @Test
  void failsAsPlannedAndThenWorks() throws Exception {
    slack.failNext(1, new SlackFault.RateLimited(Duration.ofSeconds(7)));
    slack.failNext(1, new SlackFault.ServerError(503));
    slack.failNext(1, new SlackFault.ConnectionClosed());
    slack.failNext(1, new SlackFault.AnswerLost());
    Map<String, String> message = message("alerts", "again");

    HttpResponse<String> limited = caller.send("chat.postMessage", message);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("7");
    assertThat(limited.body()).contains("ratelimited");
    assertThat(caller.send("chat.postMessage", message).statusCode()).isEqualTo(503);
    assertThatThrownBy(() -> caller.send("chat.postMessage", message))
        .isInstanceOf(IOException.class);
    assertThat(slack.messages("alerts")).isEmpty();
    assertThatThrownBy(() -> caller.send("chat.postMessage", message))
        .isInstanceOf(IOException.class);
    assertThat(slack.messages("alerts")).hasSize(1);
    assertThat(caller.call("chat.postMessage", message).path("ok").asBoolean()).isTrue();
  }

  @Test
  void showsChannelsOnASafePage() throws Exception {
    caller.call("chat.postMessage", message("alerts", "<script>alert(1)</script> *bold*"));

    HttpResponse<String> page = caller.get("/channels/alerts");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<strong>bold</strong>").doesNotContain("<script>alert");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(caller.get("/").body()).contains("# deployments");
    assertThat(caller.get("/channels/nowhere").statusCode()).isEqualTo(404);
  }

  private String error(String method, Map<String, ?> arguments) throws Exception {
    JsonNode answer = caller.call(method, arguments);
    assertThat(answer.path("ok").asBoolean()).isFalse();
    return answer.path("error").asString();
  }

  private static String ts(JsonNode answer) {
    return answer.path("ts").asString();
  }

  private static Map<String, String> message(String channel, String text) {
    return Map.of("channel", channel, "text", text);
  }
}
