package io.changeover.orchestrator;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.Topics;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.UndecodableRecord;
import io.changeover.contracts.json.WireCodec;
import io.changeover.contracts.report.StepReport;
import io.changeover.embedded.LocalKafka;
import io.changeover.kit.message.CloudEventHeaders;
import io.changeover.kit.message.OutgoingRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Answers step commands over Kafka: at once and with success, unless it is told otherwise. */
final class FakeSpecialists implements AutoCloseable {
  private final WireCodec codec = new WireCodec();
  private final Clock clock = Clock.systemUTC();
  private final List<StepCommand> commands = new CopyOnWriteArrayList<>();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;
  private volatile Function<StepCommand, List<StepReport>> work = command -> List.of(done(command));
  private volatile boolean running = true;

  private FakeSpecialists(LocalKafka kafka) {
    Map<String, Object> servers = Map.of("bootstrap.servers", kafka.bootstrapServers());
    producer = new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "fake-specialists-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                "500"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(
        Stream.of(Specialist.values())
            .filter(one -> one != Specialist.ORCHESTRATOR)
            .map(Topics::stepCommands)
            .toList());
    thread = Thread.ofPlatform().daemon().name("fake-specialists").start(this::run);
  }

  static FakeSpecialists on(LocalKafka kafka) {
    return new FakeSpecialists(kafka);
  }

  /** From now on commands are answered so. */
  void answer(Function<StepCommand, List<StepReport>> newWork) {
    work = newWork;
  }

  /** Every command that came, also those that came again. */
  List<StepCommand> commands(String deployment) {
    return commands.stream()
        .filter(command -> command.deployment().value().equals(deployment))
        .toList();
  }

  static StepReport.Of of(StepCommand command) {
    return new StepReport.Of(
        command.command(),
        command.deployment(),
        command.step(),
        command.direction(),
        command.attempt(),
        "fake");
  }

  StepReport done(StepCommand command) {
    Instant now = clock.instant();
    return new StepReport.Succeeded(of(command), now, now, new Evidence.None(), List.of());
  }

  void report(StepCommand command, StepReport report) {
    send(report, command.command().value() + "/ended");
  }

  void send(StepReport report, String id) {
    send(report.of().deployment().value(), report, id);
  }

  void send(String key, StepReport report, String id) {
    OutgoingRecord outgoing =
        new OutgoingRecord(Topics.STEP_REPORTS, key, report, id, "", key, null, null);
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(Topics.STEP_REPORTS, key, codec.encode(report));
    CloudEventHeaders.of(outgoing, "/test/fake", clock.instant())
        .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(sent);
  }

  void flush() {
    producer.flush();
  }

  private void run() {
    while (running) {
      consumer.poll(Duration.ofMillis(50)).forEach(this::take);
    }
    consumer.close();
  }

  private void take(ConsumerRecord<String, byte[]> taken) {
    String type = new String(taken.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
    try {
      if (codec.decode(type, 1, taken.value()) instanceof StepCommand command) {
        commands.add(command);
        work.apply(command).forEach(report -> report(command, report));
      }
    } catch (UndecodableRecord broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
