package io.changeover.kit.running;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Severity;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.StepId;
import io.changeover.contracts.Topics;
import io.changeover.contracts.command.CancelStep;
import io.changeover.contracts.command.SpecialistMessage;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.WireCodec;
import io.changeover.contracts.report.StepReport;
import io.changeover.contracts.step.NoOp;
import io.changeover.kit.message.CloudEventHeaders;
import io.changeover.kit.message.OutgoingRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The orchestrator's end: sends commands and reads reports. */
public final class Wire {
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new CopyOnWriteArrayList<>();
  private final WireCodec codec = new WireCodec();
  private final Thread reader;

  /** Reads a topic from its beginning. */
  public Wire(String kafka, String topic) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka,
                "group.id",
                "wire-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                1000),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
    reader = Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    try (consumer) {
      while (true) {
        consumer.poll(Duration.ofSeconds(1)).forEach(seen::add);
      }
    } catch (WakeupException closing) {
      // The way in which a consumer is told to end.
    }
  }

  /** A deployment id that no other test uses. */
  public static DeploymentId deployment() {
    return new DeploymentId(UUID.randomUUID().toString());
  }

  public static StepCommand command(DeploymentId deployment, String step, Duration timeout) {
    StepId id = new StepId(step);
    return new StepCommand(
        CommandId.of(deployment, id, Direction.FORWARD, 1),
        deployment,
        id,
        Direction.FORWARD,
        1,
        Severity.CRITICAL,
        timeout,
        Map.of(),
        Map.of(),
        new NoOp(null));
  }

  public static StepCommand command(DeploymentId deployment, String step) {
    return command(deployment, step, Duration.ofMinutes(5));
  }

  public void cancel(StepCommand command) {
    send(new CancelStep(command.command(), command.deployment()));
  }

  /** Sends to the specialist. */
  public void send(SpecialistMessage... messages) {
    for (SpecialistMessage message : messages) {
      OutgoingRecord outgoing =
          new OutgoingRecord(
              Topics.stepCommands(Specialist.VALIDATION),
              message.deployment().value(),
              message,
              UUID.randomUUID().toString(),
              "",
              message.deployment().value(),
              null,
              null);
      sendRaw(
          outgoing.topic(),
          outgoing.key(),
          codec.encode(message),
          CloudEventHeaders.of(outgoing, "/test", Instant.now()));
    }
    producer.flush();
  }

  public void sendRaw(String topic, String key, byte[] bytes, Map<String, String> headers) {
    var kafkaRecord = new ProducerRecord<>(topic, key, bytes);
    headers.forEach(
        (name, value) -> kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    var _ = producer.send(kafkaRecord);
    producer.flush();
  }

  /** All that came, of one key, in order. */
  public List<ConsumerRecord<String, byte[]>> records(String key) {
    return seen.stream().filter(one -> key.equals(one.key())).toList();
  }

  /** All reports on a deployment so far, in order. */
  public List<StepReport> reports(DeploymentId deployment) {
    return records(deployment.value()).stream().map(one -> (StepReport) message(one)).toList();
  }

  public static String header(ConsumerRecord<String, byte[]> kafkaRecord, String name) {
    return new String(kafkaRecord.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private Object message(ConsumerRecord<String, byte[]> one) {
    try {
      return codec.decode(header(one, CloudEventHeaders.TYPE), 1, one.value());
    } catch (io.changeover.contracts.json.UndecodableRecord broken) {
      throw new AssertionError(broken);
    }
  }

  public void close() throws InterruptedException {
    consumer.wakeup();
    reader.join();
    producer.close();
  }
}
