package io.changeover.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Topics;
import io.changeover.contracts.json.WireCodec;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.TestInfrastructure;
import io.changeover.testsupport.mail.CaughtMail;
import io.changeover.testsupport.mail.MailCatcher;
import io.changeover.testsupport.mail.MailOptions;
import io.changeover.testsupport.slack.FakeSlack;
import io.changeover.testsupport.slack.SlackMessage;
import io.changeover.testsupport.slack.SlackOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** From the log on Kafka to Slack and the mailboxes. */
class WholeDeploymentTest {
  private static final String WHAT = " – tracehub-sprint-8 1.3.0 → production";
  private static final Clock CLOCK = Clock.systemUTC();

  @Test
  void tellsAWholeDeploymentOnceAndInOrder() throws Exception {
    try (FakeSlack slack = FakeSlack.start(SlackOptions.withChannels("deployment", "alerts"));
        MailCatcher mail = MailCatcher.start(MailOptions.onFreePorts());
        Notifier notifier = Notifier.start(CLOCK, SettingsFor.both(slack, mail))) {
      Story story =
          Story.at(CLOCK.instant(), "#deployment", "#alerts", "ops@example.org", "boss@example.org")
              .succeeds();

      publish(story);
      publish(story);

      await()
          .atMost(Patience.LONG)
          .ignoreExceptions()
          .untilAsserted(() -> {
            assertThat(slack.messages("deployment").getFirst().text()).contains("succeeded");
            assertThat(notifier.inState(story, "PENDING")).isZero();
            assertThat(mail.mails()).hasSize(10);
          });
      looksRightInSlack(slack, story);
      looksRightInTheMailboxes(mail.mails());
      assertThat(notifier.inState(story, "FAILED")).isZero();
      assertThat(notifier.gauge("changeover.notification.oldest.pending")).isZero();
    }
  }

  private static void looksRightInSlack(FakeSlack slack, Story story) {
    List<SlackMessage> all = slack.messages("deployment");
    List<SlackMessage> main = all.stream().filter(message -> !message.isReply()).toList();
    assertThat(main).hasSize(1);
    theStatusIsUpToDate(main.getFirst(), story);
    theThreadTellsTheStory(main.getFirst(), all.stream().filter(SlackMessage::isReply).toList());
    assertThat(slack.messages("alerts")).isEmpty();
    assertThat(slack.calls()).allMatch(call -> call.outcome().equals("ok"));
  }

  private static void theStatusIsUpToDate(SlackMessage status, Story story) {
    assertThat(status.editedTs()).isPresent();
    assertThat(status.blocks().toString())
        .contains("tracehub-sprint-8 1.3.0 → production: succeeded")
        .contains("&lt;VIBOTAJ&gt; &amp; friends")
        .contains("✅ Backup · 21 s · 1 check passed")
        .contains("⚠️ Preflight")
        .contains("http://127.0.0.1:8080/deployments/" + story.id());
  }

  private static void theThreadTellsTheStory(SlackMessage status, List<SlackMessage> replies) {
    assertThat(replies).allMatch(reply -> reply.threadTs().orElseThrow().equals(status.ts()));
    assertThat(replies.stream().map(SlackMessage::text).map(WholeDeploymentTest::headline))
        .containsExactly(
            "Preflight started · 2 steps",
            "Preflight done · 2 s · 2 checks passed · 1 warning",
            "technical-lead: please approve",
            "Approved as technical-lead by bob",
            "Approve done · 2 min 20 s",
            "Backup started · 1 step",
            "Backup done · 21 s · 1 check passed",
            "Migrate started · 3 steps",
            "Migrate done · 20 s · 3 checks passed",
            "Rollout started · 1 step",
            "Rollout done · 6 s",
            "Validate started · 1 step",
            "Validate done · 1 s · 1 check passed",
            "Finish started · 1 step",
            "Announcement",
            "Finish done",
            "product-owner: please sign off",
            "Signed off as product-owner by carol",
            "Sign-off done · 30 s",
            "Succeeded · 3 min 40 s");
    assertThat(replies.stream().filter(SlackMessage::broadcast).map(m -> headline(m.text())))
        .containsExactly(
            "technical-lead: please approve",
            "Approved as technical-lead by bob",
            "Announcement",
            "product-owner: please sign off",
            "Succeeded · 3 min 40 s");
  }

  private static String headline(String text) {
    return text.substring(text.indexOf(": ") + 2);
  }

  private static void looksRightInTheMailboxes(List<CaughtMail> mails) {
    assertThat(mails.stream().map(CaughtMail::messageId).distinct()).hasSize(mails.size());
    for (String address : List.of("ops@example.org", "boss@example.org")) {
      List<CaughtMail> own =
          mails.stream().filter(mail -> mail.to().equals(List.of(address))).toList();
      assertThat(
              own.stream().map(mail -> mail.subject().substring(mail.subject().indexOf(' ') + 1)))
          .containsExactly(
              "Deployment started" + WHAT,
              "technical-lead: please approve" + WHAT,
              "Announcement" + WHAT,
              "product-owner: please sign off" + WHAT,
              "Succeeded · 3 min 40 s" + WHAT);
      assertThat(own.stream().map(mail -> mail.headers().get("References")).distinct()).hasSize(1);
    }
    CaughtMail begun =
        mails.stream().filter(m -> m.subject().contains("started")).findFirst().orElseThrow();
    assertThat(begun.html())
        .contains("&lt;VIBOTAJ&gt; &amp; friends")
        .doesNotContain("<VIBOTAJ>")
        .contains("http://127.0.0.1:8080/deployments/");
    assertThat(begun.text()).contains("Why: Multi-tenancy for <VIBOTAJ> & friends");
    CaughtMail end = mails.getLast();
    assertThat(end.html()).contains("✅ Backup · 21 s").contains("7 checks passed · 1 warning");
    assertThat(end.text()).contains("412,000 rows kept").contains("Started by: alice");
  }

  /** As the orchestrator's outbox sends it. */
  private static void publish(Story story) throws Exception {
    WireCodec codec = new WireCodec();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestInfrastructure.kafka().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      long sequence = 0;
      for (var event : story.events()) {
        sequence++;
        ProducerRecord<String, byte[]> sent =
            new ProducerRecord<>(Topics.DEPLOYMENT_EVENTS, story.id().value(), codec.encode(event));
        Map.of(
                "ce_id",
                story.id() + "-" + sequence,
                "ce_source",
                "/orchestrator-service",
                "ce_type",
                WireCodec.typeOf(event),
                "ce_specversion",
                "1.0",
                "ce_time",
                event.at().toString(),
                "ce_schemaversion",
                Integer.toString(WireCodec.versionOf(event)),
                "ce_sequence",
                Long.toString(sequence),
                "content-type",
                "application/json")
            .forEach(
                (name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(sent).get();
      }
    }
  }
}
