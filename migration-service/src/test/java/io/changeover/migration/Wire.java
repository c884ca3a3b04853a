package io.changeover.migration;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.Topics;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.UndecodableRecord;
import io.changeover.contracts.json.WireCodec;
import io.changeover.contracts.report.StepReport;
import io.changeover.testsupport.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The orchestrator's end of the topics. */
final class Wire implements AutoCloseable {
  private final WireCodec codec = new WireCodec();
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<StepReport> reports = new ArrayList<>();

  Wire() {
    Topics.all().forEach(topic -> TestInfrastructure.kafka().createTopic(topic, 4));
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", TestInfrastructure.kafka().bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.STEP_REPORTS));
  }

  void send(StepCommand command) throws ExecutionException, InterruptedException {
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(
            Topics.stepCommands(Specialist.MIGRATION),
            command.deployment().value(),
            codec.encode(command));
    Map.of(
            "ce_id", command.command().value(),
            "ce_source", "test",
            "ce_specversion", "1.0",
            "ce_time", Instant.now().toString(),
            "ce_type", WireCodec.typeOf(command),
            "ce_schemaversion", Integer.toString(WireCodec.versionOf(command)),
            "content-type", "application/json")
        .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestInfrastructure.kafka().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(sent).get();
    }
  }

  /** All reports on a command so far. */
  List<StepReport> reportsOn(CommandId command) {
    for (ConsumerRecord<String, byte[]> polled : consumer.poll(Duration.ofMillis(200))) {
      reports.add(decoded(polled));
    }
    return reports.stream().filter(report -> report.of().command().equals(command)).toList();
  }

  private StepReport decoded(ConsumerRecord<String, byte[]> polled) {
    try {
      return (StepReport)
          codec.decode(
              header(polled, "ce_type"),
              Integer.parseInt(header(polled, "ce_schemaversion")),
              polled.value());
    } catch (UndecodableRecord e) {
      throw new AssertionError(e);
    }
  }

  private static String header(ConsumerRecord<String, byte[]> polled, String name) {
    Header header = polled.headers().lastHeader(name);
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
