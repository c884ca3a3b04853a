package io.changeover.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.testsupport.Patience;
import io.changeover.testsupport.slack.FakeSlack;
import io.changeover.testsupport.slack.SlackMessage;
import io.changeover.testsupport.slack.SlackOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lesser mode, with the webhook's secret address in a file. */
class WebhookTest {
  @Test
  void postsPlainMessagesInOrder(@TempDir Path directory) throws Exception {
    try (FakeSlack slack = FakeSlack.start(SlackOptions.withChannels("deployment"))) {
      Path secret =
          Files.writeString(directory.resolve("url"), slack.webhookUrl("deployment") + "\n");
      try (Notifier notifier =
          Notifier.start(
              Clock.systemUTC(),
              "changeover.notification.slack.mode=webhook",
              "changeover.notification.slack.webhook-url-file=" + secret,
              "changeover.notification.slack.limits.messages=100")) {
        Story story =
            Story.at(Clock.systemUTC().instant(), "#deployment", "#alerts", "a@example.org");
        story.rollsBack();

        notifier.take(story);

        await().atMost(Patience.LONG).until(() -> notifier.inState(story, "PENDING") == 0);
        List<SlackMessage> messages = slack.messages("deployment");
        assertThat(messages).noneMatch(SlackMessage::isReply);
        assertThat(messages.getFirst().text()).contains("Deployment started");
        assertThat(messages.stream().map(SlackMessage::text).filter(text -> text.contains("ackup")))
            .hasSize(2);
        assertThat(messages.getLast().text()).contains("Rolled back, everything is as before");
        assertThat(notifier.count("webhook", "sent")).isEqualTo(messages.size());
        assertThat(get(notifier.port(), "/actuator/prometheus"))
            .contains("changeover_notification_deliveries_total{")
            .contains("changeover_notification_oldest_pending_seconds{");
        assertThat(get(notifier.port(), "/actuator/health")).contains("UP");
      }
    }
  }

  private static String get(int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI where = URI.create("http://127.0.0.1:" + port + path);
      return client
          .send(HttpRequest.newBuilder(where).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
