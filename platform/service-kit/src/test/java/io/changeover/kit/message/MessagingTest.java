package io.changeover.kit.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Topics;
import io.changeover.contracts.command.CancelStep;
import io.changeover.contracts.json.WireCodec;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.running.RunningService;
import io.changeover.kit.running.Wire;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.TestInfrastructure;
import io.changeover.testsupport.TopicSpace;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Records through a real broker. */
class MessagingTest {
  private static final String KAFKA = TestInfrastructure.kafka().bootstrapServers();
  private static final TopicSpace TOPICS = TestInfrastructure.freshTopics();
  private static final WireCodec CODEC = new WireCodec();

  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.withoutJobs(TestInfrastructure.freshDatabase(), KAFKA);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static OutgoingRecord outgoing(String topic, DeploymentId deployment, long sequence) {
    CommandId command = Wire.command(deployment, "step-" + sequence).command();
    return new OutgoingRecord(
        topic,
        deployment.value(),
        new CancelStep(command, deployment),
        deployment + "/" + sequence,
        "cause",
        deployment.value(),
        sequence,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  private static void add(RunningService sender, List<OutgoingRecord> records) {
    new TransactionTemplate(sender.bean(PlatformTransactionManager.class))
        .executeWithoutResult(_ -> sender.bean(Outbox.class).add(records));
  }

  private static void sendRaw(Wire wire, OutgoingRecord record, Map<String, String> changed) {
    Map<String, String> headers =
        new HashMap<>(CloudEventHeaders.of(record, "/test", Instant.now()));
    changed.forEach(
        (name, value) -> headers.compute(name, (_, _) -> value.isEmpty() ? null : value));
    wire.sendRaw(record.topic(), record.key(), CODEC.encode(record.message()), headers);
  }

  @Test
  void recordIsACloudEventForEverybody() throws Exception {
    String topic = TOPICS.topic("events");
    DeploymentId deployment = Wire.deployment();
    add(service, List.of(outgoing(topic, deployment, 7)));
    Wire wire = new Wire(KAFKA, topic);
    await().atMost(Patience.LONG).until(() -> wire.records(deployment.value()).size() == 1);
    ConsumerRecord<String, byte[]> sent = wire.records(deployment.value()).getFirst();
    CloudEvent event = KafkaMessageFactory.createReader(sent).toEvent();
    assertThat(event.getId()).isEqualTo(deployment + "/7");
    assertThat(event.getType()).isEqualTo("changeover.step.cancel");
    assertThat(event.getSource()).hasToString("/changeover/test-service");
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getExtension("sequence")).isEqualTo("7");
    assertThat(event.getExtension("causationid")).isEqualTo("cause");
    assertThat(event.getExtension("correlationid")).isEqualTo(deployment.value());
    assertThat(event.getExtension("schemaversion")).isEqualTo("1");
    assertThat(Wire.header(sent, "traceparent")).startsWith("00-0af7");
    assertThat(new String(event.getData().toBytes(), StandardCharsets.UTF_8))
        .startsWith("{\"command\"");
    wire.close();
  }

  @Test
  void eachKeyKeepsItsOrderWhenManyAddAtOnce() throws Exception {
    String topic = TOPICS.topic("ordered", 4);
    List<DeploymentId> deployments =
        IntStream.range(0, 8).mapToObj(_ -> Wire.deployment()).toList();
    try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
      List<Future<?>> ends = new ArrayList<>();
      for (DeploymentId deployment : deployments) {
        ends.add(
            senders.submit(() -> {
              for (int i = 0; i < 200; i += 2) {
                add(
                    service,
                    List.of(outgoing(topic, deployment, i), outgoing(topic, deployment, i + 1)));
              }
            }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
    Wire wire = new Wire(KAFKA, topic);
    List<String> expected = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    for (DeploymentId deployment : deployments) {
      await().atMost(Patience.LONG).until(() -> wire.records(deployment.value()).size() >= 200);
      assertThat(wire.records(deployment.value()))
          .extracting(one -> Wire.header(one, "ce_sequence"))
          .isEqualTo(expected);
    }
    wire.close();
  }

  @Test
  void whatWasCommittedBeforeACrashIsSentByTheNextStart() throws Exception {
    LocalDatabase database = TestInfrastructure.freshDatabase();
    String topic = TOPICS.topic("crash");
    DeploymentId deployment = Wire.deployment();
    try (RunningService crashing = RunningService.withoutJobs(database, "127.0.0.1:1")) {
      add(crashing, List.of(outgoing(topic, deployment, 1)));
    }
    try (RunningService _ = RunningService.withoutJobs(database, KAFKA)) {
      Wire wire = new Wire(KAFKA, topic);
      await().atMost(Patience.LONG).until(() -> wire.records(deployment.value()).size() == 1);
      wire.close();
    }
  }

  @Test
  void strangeRecordsAreParkedWithTheirBytesAndHoldUpNobody() throws Exception {
    String topic = TOPICS.topic("strange");
    DeploymentId deployment = Wire.deployment();
    Wire wire = new Wire(KAFKA, topic);
    OutgoingRecord good = outgoing(topic, deployment, 1);
    byte[] garbage = {0, 1, (byte) 0xff, 'x'};
    sendNineStrangeOnes(wire, good, garbage);
    sendRaw(wire, good, Map.of());
    List<IncomingRecord> handled = new CopyOnWriteArrayList<>();
    service
        .bean(RecordListeners.class)
        .listen("strange", topic, TOPICS.group("strange"), handled::addAll);
    await().atMost(Patience.LONG).until(() -> !handled.isEmpty());
    assertThat(handled)
        .hasSize(1)
        .first()
        .satisfies(one -> {
          assertThat(one.message()).isEqualTo(good.message());
          assertThat(one.sequence()).isEqualTo(1);
          assertThat(one.traceparent()).isNotNull();
        });
    nineAreParked(topic, garbage);
    wire.close();
  }

  private static void sendNineStrangeOnes(Wire wire, OutgoingRecord good, byte[] garbage) {
    String topic = good.topic();
    wire.sendRaw(topic, "k", garbage, Map.of());
    wire.sendRaw(topic, "k", garbage, CloudEventHeaders.of(good, "/test", Instant.now()));
    wire.sendRaw(topic, "k", null, CloudEventHeaders.of(good, "/test", Instant.now()));
    wire.sendRaw(
        topic,
        null,
        CODEC.encode(good.message()),
        CloudEventHeaders.of(good, "/test", Instant.now()));
    sendRaw(wire, good, Map.of("ce_type", "changeover.unheard.of"));
    sendRaw(wire, good, Map.of("ce_schemaversion", "99"));
    sendRaw(wire, good, Map.of("ce_schemaversion", ""));
    sendRaw(wire, good, Map.of("ce_id", ""));
    sendRaw(wire, good, Map.of("ce_time", "yesterday"));
  }

  private static void nineAreParked(String topic, byte[] first) {
    JdbcTemplate jdbc = service.bean(JdbcTemplate.class);
    assertThat(
            jdbc.queryForList(
                "SELECT reason FROM parked_record WHERE topic = ? ORDER BY record_offset",
                String.class,
                topic))
        .hasSize(9)
        .doesNotHaveDuplicates();
    assertThat(
            jdbc.queryForObject(
                "SELECT payload FROM parked_record WHERE topic = ? AND record_offset = 0",
                byte[].class,
                topic))
        .isEqualTo(first);
    assertThat(
            service
                .bean(MeterRegistry.class)
                .get("changeover.parked.records")
                .tag("topic", topic)
                .counter()
                .count())
        .isEqualTo(9);
    assertThat(service.bean(ParkedRecords.class).latest(5)).hasSize(5);
  }

  @Test
  void aTopicMadeAnewCountsFromNoughtAndLosesNoParkedRecord() {
    String topic = "anew-" + Wire.deployment().value();
    ParkedRecords parked = service.bean(ParkedRecords.class);
    parked.park(List.of(unreadable(topic, "before"), unreadable(topic, "before")));
    parked.park(List.of(unreadable(topic, "after"), unreadable(topic, null)));

    assertThat(
            service
                .bean(JdbcTemplate.class)
                .queryForObject(
                    "SELECT count(*) FROM parked_record WHERE topic = ?", Integer.class, topic))
        .isEqualTo(3);
  }

  private static ParkedRecord unreadable(String topic, @Nullable String text) {
    byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    return new ParkedRecord(topic, 0, 0, null, Map.of(), bytes, "no JSON");
  }

  @Test
  void recordThatCannotBeHandledIsParkedAndItsNeighboursAreHandled() throws Exception {
    String topic = TOPICS.topic("poison");
    DeploymentId deployment = Wire.deployment();
    add(service, IntStream.range(0, 20).mapToObj(i -> outgoing(topic, deployment, i)).toList());
    JdbcTemplate jdbc = service.bean(JdbcTemplate.class);
    jdbc.execute("CREATE TABLE taken_in (sequence bigint)");
    service
        .bean(RecordListeners.class)
        .listen(
            "poison",
            topic,
            TOPICS.group("poison"),
            records -> {
              for (IncomingRecord one : records) {
                jdbc.update("INSERT INTO taken_in VALUES (?)", one.sequence());
                if (one.sequence() == 13) {
                  throw new IllegalStateException("unlucky");
                }
              }
            });
    await().atMost(Patience.LONG).until(() -> taken(jdbc).size() == 19);
    assertThat(taken(jdbc))
        .isEqualTo(IntStream.range(0, 20).filter(i -> i != 13).mapToObj(Long::valueOf).toList());
    assertThat(
            jdbc.queryForList(
                "SELECT reason FROM parked_record WHERE topic = ?", String.class, topic))
        .singleElement()
        .asString()
        .contains("unlucky");
  }

  private static List<Long> taken(JdbcTemplate jdbc) {
    return jdbc.queryForList("SELECT sequence FROM taken_in ORDER BY ctid", Long.class);
  }

  @Test
  void databaseThatIsAwayForAWhileChangesNeitherOrderNorNumber() throws Exception {
    String topic = TOPICS.topic("transient");
    DeploymentId deployment = Wire.deployment();
    add(service, IntStream.range(0, 20).mapToObj(i -> outgoing(topic, deployment, i)).toList());
    AtomicInteger failures = new AtomicInteger();
    List<Long> handled = new CopyOnWriteArrayList<>();
    service
        .bean(RecordListeners.class)
        .listen(
            "transient",
            topic,
            TOPICS.group("transient"),
            records -> {
              if (failures.incrementAndGet() <= 3) {
                throw new TransientDataAccessResourceException("away");
              }
              records.forEach(one -> handled.add(one.sequence()));
            });
    await().atMost(Patience.LONG).until(() -> handled.size() >= 20);
    assertThat(handled)
        .isEqualTo(new ArrayList<>(IntStream.range(0, 20).mapToObj(Long::valueOf).toList()));
    assertThat(
            service
                .bean(JdbcTemplate.class)
                .queryForList(
                    "SELECT reason FROM parked_record WHERE topic = ?", String.class, topic))
        .isEmpty();
  }

  @Test
  void topicsAreMade() {
    assertThat(TestInfrastructure.kafka().topicNames()).containsAll(Topics.all());
  }
}
