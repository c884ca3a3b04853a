package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.Topics;
import io.changeover.contracts.command.StepCommand;
import io.changeover.core.DueTime;
import io.changeover.embedded.KafkaOptions;
import io.changeover.embedded.LocalKafka;
import io.changeover.kit.message.OutboxRelay;
import io.changeover.orchestrator.deployment.WakingDeployments;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;

/** What is lost on the way, and what time brings, on a clock that the test moves. */
class SurvivingTest {
  private static final SettableClock CLOCK = SettableClock.at("2026-01-31T10:00:00Z");

  private static LocalKafka kafka;
  private static RunningOrchestrator orchestrator;
  private static FakeSpecialists specialists;

  @BeforeAll
  static void start() {
    kafka = LocalKafka.start(KafkaOptions.temporary());
    orchestrator = RunningOrchestrator.start(kafka, CLOCK);
    specialists = FakeSpecialists.on(kafka);
  }

  @AfterAll
  static void stop() {
    specialists.close();
    orchestrator.close();
    kafka.close();
  }

  private Rest olga() {
    return orchestrator.as("olga");
  }

  @Test
  void whatWasCommittedIsSentAfterTheNextStart() {
    ((SmartLifecycle) orchestrator.bean(OutboxRelay.class)).stop();
    specialists.answer(command -> List.of(specialists.done(command)));
    String id = olga().started(Plans.noOps(2));
    assertThat(orchestrator.count("select count(*) from outbox where record_key = ?", id))
        .isPositive();
    String command =
        orchestrator
            .jdbc()
            .queryForObject(
                "select payload::jsonb ->> 'command' from event"
                    + " where deployment_id = ? and type = 'changeover.step.dispatched'",
                String.class,
                id);
    orchestrator.restart();
    ends(id);

    assertThat(specialists.commands(id))
        .extracting(StepCommand::command)
        .extracting(CommandId::value)
        .startsWith(command)
        .hasSize(2);
  }

  @Test
  void aLostCommandIsSentAgainWithTheSameId() {
    specialists.answer(command -> List.of());
    String id = olga().started(Plans.noOps(1));
    await().atMost(Patience.LONG).until(() -> specialists.commands(id).size() == 1);
    wakeAfter(DueTime.REPEAT_AFTER.minusSeconds(1));
    wakeAfter(Duration.ofSeconds(1));
    await().atMost(Patience.LONG).until(() -> specialists.commands(id).size() == 2);
    assertThat(specialists.commands(id).stream().map(StepCommand::command).distinct()).hasSize(1);

    specialists.answer(command -> List.of(specialists.done(command)));
    wakeAfter(DueTime.REPEAT_AFTER);
    ends(id);
  }

  @Test
  void theWatchLooksAgainAndAgain() {
    specialists.answer(command -> List.of(specialists.done(command)));
    String id = olga().started(Plans.watched(Duration.ofMinutes(30), Duration.ofMinutes(10)));
    for (int round = 1; round <= 3; round++) {
      int commands = round + 1;
      await().atMost(Patience.LONG).until(() -> specialists.commands(id).size() == commands);
      await()
          .atMost(Patience.LONG)
          .until(() ->
              orchestrator.count(
                      "select count(*) from event where deployment_id = ?"
                          + " and type = 'changeover.step.succeeded'",
                      id)
                  == commands);
      wakeAfter(Duration.ofMinutes(10));
    }
    ends(id);
  }

  @Test
  void withoutItsTopicsADeploymentStillFinishes() throws Exception {
    specialists.answer(command -> List.of());
    String id = olga().started(Plans.noOps(2));
    await().atMost(Patience.LONG).until(() -> specialists.commands(id).size() == 1);
    for (String topic : Topics.all()) {
      kafka.deleteTopic(topic);
    }
    for (String topic : Topics.all()) {
      kafka.createTopic(topic, 4);
    }
    specialists.answer(command -> List.of(specialists.done(command)));
    await()
        .atMost(Patience.LONG)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> {
          wakeAfter(DueTime.REPEAT_AFTER);
          assertThat(olga().state(id)).isEqualTo("Succeeded");
        });
  }

  /** The clock does not ring by itself when it is moved. */
  private static void wakeAfter(Duration time) {
    CLOCK.advance(time);
    orchestrator.bean(WakingDeployments.class).wakeDue();
  }

  private void ends(String id) {
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() -> assertThat(olga().state(id)).isEqualTo("Succeeded"));
  }
}
