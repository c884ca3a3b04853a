package io.changeover.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Actor;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.NoteAdded;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.SettableClock;
import io.changeover.testsupport.mail.MailCatcher;
import io.changeover.testsupport.mail.MailOptions;
import io.changeover.testsupport.slack.FakeSlack;
import io.changeover.testsupport.slack.RecordedCall;
import io.changeover.testsupport.slack.SlackFault;
import io.changeover.testsupport.slack.SlackMessage;
import io.changeover.testsupport.slack.SlackOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What happens when something goes wrong between here and Slack or the mail server. */
class SendingTest {
  private static final SettableClock CLOCK = SettableClock.at("2026-01-31T10:00:00Z");

  private static FakeSlack slack;
  private static MailCatcher mail;
  private static Notifier notifier;

  private String channel;

  @BeforeAll
  static void start() {
    String[] channels =
        IntStream.range(0, 20).mapToObj(number -> "c" + number).toArray(String[]::new);
    slack = FakeSlack.start(SlackOptions.withChannels(channels));
    mail = MailCatcher.start(MailOptions.onFreePorts());
    notifier = Notifier.start(CLOCK, SettingsFor.both(slack, mail));
  }

  @AfterAll
  static void stop() {
    notifier.close();
    slack.close();
    mail.close();
  }

  private static int channels;

  @BeforeEach
  void aChannelOfItsOwn(TestInfo test) {
    slack.heal();
    mail.endOutage();
    // Whatever circuit a test before has opened may be tried again.
    CLOCK.advance(Duration.ofMinutes(1));
    channel = "c" + channels++;
  }

  private Story story(String... emails) {
    return Story.at(CLOCK.instant(), "#" + channel, null, emails);
  }

  private List<String> replies() {
    return slack.messages(channel).stream()
        .filter(SlackMessage::isReply)
        .map(message -> message.text().substring(message.text().indexOf(": ") + 2))
        .toList();
  }

  private static NoteAdded note(int number) {
    return new NoteAdded(CLOCK.instant(), Actor.person("n" + number), "");
  }

  private Story notes(Story story, int from, int to) {
    IntStream.rangeClosed(from, to).forEach(number -> story.then(note(number)));
    return story;
  }

  private static List<String> noted(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(number -> "Note by n" + number).toList();
  }

  private static void settled(Story story) {
    await().atMost(Patience.LONG).until(() -> notifier.inState(story, "PENDING") == 0);
  }

  @Test
  void takesWhatComesAgainAndWhatComesTooEarly() {
    Story story = notes(story(), 1, 4);
    List<DeploymentEvent> events = story.events();

    for (int sequence : new int[] {3, 1, 1, 5, 3, 2, 2, 4, 5, 1}) {
      notifier.take(story.id(), sequence, events.get(sequence - 1));
    }

    settled(story);
    assertThat(replies()).containsExactlyElementsOf(noted(1, 4));
  }

  @Test
  void tellsAPollOfSeveralDeploymentsInTheOrderOfEachLog() {
    Story one = notes(story(), 1, 3);
    Story other = notes(story(), 11, 13);

    notifier.takeAtOnce(
        one.entry(1), other.entry(2), other.entry(1), one.entry(2), one.entry(4), one.entry(2));
    notifier.takeAtOnce(other.entry(4), one.entry(3), other.entry(3));

    settled(one);
    settled(other);
    assertThat(replies())
        .containsSubsequence(noted(1, 3))
        .containsSubsequence(noted(11, 13))
        .hasSize(6);
  }

  @Test
  void goesOnWithoutAnEventThatNeverComes() {
    Story story = notes(story(), 1, 4);
    notifier.take(story, 1, 2);
    notifier.take(story, 4, 5);
    settled(story);
    assertThat(replies()).containsExactlyElementsOf(noted(1, 1));

    CLOCK.advance(Duration.ofMinutes(3));
    notifier.wake();

    await().atMost(Patience.LONG).untilAsserted(() -> assertThat(replies()).hasSize(3));
    assertThat(replies()).containsExactly("Note by n1", "Note by n3", "Note by n4");
  }

  @Test
  void waitsAsLongAsSlackAsks() {
    Story story = notes(story(), 1, 2);
    notifier.take(story, 1, 1);
    settled(story);
    slack.failNext(1, new SlackFault.RateLimited(Duration.ofSeconds(17)));

    notifier.take(story, 2, 3);

    await().atMost(Patience.LONG).until(() -> "Slack asks to wait".equals(lastError(story)));
    CLOCK.advance(Duration.ofSeconds(16));
    notifier.wake();
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(replies()).isEmpty();

    CLOCK.advance(Duration.ofSeconds(2));
    notifier.wake();
    settled(story);
    assertThat(replies()).containsExactlyElementsOf(noted(1, 2));
  }

  @Test
  void anOutageOfSlackHoldsNothingElseUpAndEndsInOrder() {
    Story story = notes(story("outage@example.org"), 1, 2);
    notifier.take(story, 1, 3);
    settled(story);
    slack.failNext(1_000, new SlackFault.ServerError(503));

    notes(story, 3, 8).fails();
    notifier.take(story, 4, story.events().size());

    await()
        .atMost(Patience.LONG)
        .until(() -> mail.mails().stream().anyMatch(m -> m.subject().contains("Migration failed")));
    // The circuit opens: Slack is left alone.
    await()
        .atMost(Patience.LONG)
        .until(() -> {
          CLOCK.advance(Duration.ofSeconds(30));
          notifier.wake();
          return notifier.gauge("changeover.notification.slack.reachable") == 0;
        });
    assertThat(replies()).containsExactlyElementsOf(noted(1, 2));

    slack.heal();
    long before = updates();
    await()
        .atMost(Patience.LONG)
        .until(() -> {
          CLOCK.advance(Duration.ofSeconds(20));
          notifier.wake();
          return notifier.inState(story, "PENDING") == 0;
        });
    assertThat(replies()).startsWith(noted(1, 8).toArray(String[]::new));
    assertThat(replies().getLast()).contains("Migration failed");
    assertThat(updates() - before).as("states in between are not shown one by one").isEqualTo(1);
    assertThat(slack.messages(channel).getFirst().text()).contains("looking at the ways back");
    assertThat(notifier.gauge("changeover.notification.slack.reachable")).isEqualTo(1);
    assertThat(notifier.inState(story, "MERGED")).isGreaterThan(3);
  }

  private static long updates() {
    return slack.calls().stream()
        .filter(call -> call.method().equals("chat.update") && call.outcome().equals("ok"))
        .count();
  }

  @Test
  void whatWasPostedButNotMarkedIsPostedAgainUnderTheSameKey() {
    Story story = notes(story(), 1, 2);
    notifier.take(story, 1, 1);
    settled(story);
    notifier.loseNextSentMark();

    notifier.take(story, 2, 3);

    await().atMost(Patience.LONG).until(() -> replies().size() == 1);
    assertThat(notifier.inState(story, "PENDING")).isEqualTo(2);
    await()
        .atMost(Patience.LONG)
        .until(() -> {
          CLOCK.advance(Duration.ofMinutes(1));
          notifier.wake();
          return notifier.inState(story, "PENDING") == 0;
        });
    assertThat(replies()).containsExactly("Note by n1", "Note by n1", "Note by n2");
    List<String> keys =
        slack.calls().stream()
            .filter(call -> call.arguments().toString().contains("Note by"))
            .filter(call -> call.arguments().path("channel").asString("").equals("#" + channel))
            .map(call -> call.arguments().path("client_msg_id").asString(""))
            .toList();
    assertThat(keys).hasSize(3);
    assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
  }

  @Test
  void aRefusalForSettingsIsTriedAgainAfterARestartOrAfterHoursButNotForEver() {
    Story story = notes(Story.at(CLOCK.instant(), "#nowhere", null, "refused@example.org"), 1, 1);

    notifier.take(story);

    await().atMost(Patience.LONG).until(() -> notifier.inState(story, "FAILED") == 2);
    assertThat(notifier.count("slack", "failed")).isGreaterThanOrEqualTo(2);
    assertThat(lastError(story)).isEqualTo("Slack says channel_not_found");
    long before = callsTo("#nowhere");
    CLOCK.advance(Duration.ofHours(1));
    notifier.wake();
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(callsTo("#nowhere")).isEqualTo(before);

    notifier.restart();
    await().atMost(Patience.LONG).until(() -> callsTo("#nowhere") > before);
    await().atMost(Patience.LONG).until(() -> notifier.inState(story, "FAILED") == 2);
    assertThat(mail.mails()).anyMatch(m -> m.to().contains("refused@example.org"));

    long again = callsTo("#nowhere");
    CLOCK.advance(Duration.ofHours(7));
    notifier.wake();
    await().atMost(Patience.LONG).until(() -> callsTo("#nowhere") > again);
    await().atMost(Patience.LONG).until(() -> notifier.inState(story, "FAILED") == 2);
    long asked = callsTo("#nowhere");
    CLOCK.advance(Duration.ofHours(18));
    notifier.wake();
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(callsTo("#nowhere")).as("a day later nobody wants to read it").isEqualTo(asked);
    Instant now = CLOCK.instant();
    assertThat(notifier.nextDue(now.minus(Duration.ofDays(1))).filter(due -> !due.isAfter(now)))
        .as("and nobody wakes for it")
        .isEmpty();
  }

  private static String lastError(Story story) {
    return notifier
        .sql("SELECT max(last_error) FROM delivery WHERE deployment_id = ?")
        .param(story.id().value())
        .query(String.class)
        .optional()
        .orElse("");
  }

  private static long callsTo(String name) {
    return slack.calls().stream()
        .map(RecordedCall::arguments)
        .filter(arguments -> arguments.path("channel").asString("").equals(name))
        .count();
  }

  @Test
  void aMailServerThatHangsDoesNotHoldSlackUp() {
    mail.hang();
    Story story = notes(story("hang1@example.org", "hang2@example.org"), 1, 3);

    notifier.take(story);

    // Less than the mail server is waited for.
    await().atMost(Duration.ofSeconds(40)).until(() -> replies().size() == 3);
    await().atMost(Patience.LONG).until(() -> notifier.inState(story, "PENDING") == 2);
    mail.endOutage();
    await()
        .atMost(Patience.LONG)
        .until(() -> {
          CLOCK.advance(Duration.ofSeconds(5));
          notifier.wake();
          return notifier.inState(story, "PENDING") == 0;
        });
    assertThat(mail.mails().stream().filter(m -> m.to().getFirst().startsWith("hang"))).hasSize(2);
  }

  @Test
  void oneThatTheProviderChokesOnIsGivenUpAndTheNextGoOn() {
    Story choking = notes(story(), 1, 2);
    notifier.take(choking, 1, 1);
    settled(choking);
    slack.failNext(2, new SlackFault.ServerError(500));
    notifier.take(choking, 2, 2);
    await().atMost(Patience.LONG).until(() -> failures(choking) == 1);
    notifier
        .sql("UPDATE delivery SET failures = 9 WHERE deployment_id = ? AND state = 'PENDING'")
        .param(choking.id().value())
        .update();
    // Somebody else's message gets through meanwhile, so it is not the provider.
    Story other = Story.at(CLOCK.instant(), "#c19", null);
    notifier.take(other);
    settled(other);

    slack.failNext(2, new SlackFault.ServerError(500));
    CLOCK.advance(Duration.ofSeconds(3));
    notifier.wake();

    await().atMost(Patience.LONG).until(() -> notifier.inState(choking, "FAILED") == 1);
    notifier.take(choking, 3, 3);
    settled(choking);
    assertThat(replies()).containsExactly("Note by n2");
  }

  private static int failures(Story story) {
    return notifier
        .sql("SELECT max(failures) FROM delivery WHERE deployment_id = ?")
        .param(story.id().value())
        .query(Integer.class)
        .single();
  }

  @Test
  void aMessageThatSomebodyRemovedIsBegunAgain() {
    Story story = notes(story(), 1, 1);
    notifier.take(story, 1, 1);
    settled(story);
    notifier
        .sql("UPDATE slack_message SET ts = '1.000001' WHERE deployment_id = ?")
        .param(story.id().value())
        .update();

    story.preflight();
    notifier.take(story, 2, story.events().size());

    settled(story);
    assertThat(slack.messages(channel).stream().filter(m -> !m.isReply())).hasSize(2);
  }

  @Test
  void oldNewsIsTakenInButNobodyIsTold() {
    Story story = story("old@example.org").succeeds();
    CLOCK.advance(Duration.ofDays(3));

    notifier.take(story);

    assertThat(
            notifier
                .sql("SELECT count(*) FROM delivery WHERE deployment_id = ?")
                .param(story.id().value())
                .query(Integer.class)
                .single())
        .isZero();
  }
}
