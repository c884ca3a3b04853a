package io.changeover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.testsupport.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTest {
  private static final String TOPIC = "kept";

  @TempDir Path directory;

  @Test
  void keepsItsRecordsAlsoWhenTheBrokerIsKilled() throws Exception {
    LocalKafka first = LocalKafka.start(KafkaOptions.keptIn(directory));
    first.createTopic(TOPIC, 1);
    send(first, "before");
    ProcessHandle broker = ProcessHandle.of(first.pid()).orElseThrow();
    broker.destroyForcibly();
    broker.onExit().get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    first.close();

    try (LocalKafka second = LocalKafka.start(KafkaOptions.keptIn(directory))) {
      assertThat(second.topicNames()).containsExactly(TOPIC);
      send(second, "after");
      assertThat(read(second)).containsExactly("before", "after");
      assertThatThrownBy(() -> LocalKafka.start(KafkaOptions.keptIn(directory)))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("in use by another running process");
    }
  }

  @Test
  void doesNotCreateTopicsByUse() {
    try (LocalKafka kafka = LocalKafka.start(KafkaOptions.temporary())) {
      assertThatThrownBy(() -> send(kafka, "nowhere", Duration.ofMillis(1_500)))
          .hasMessageContaining("not present");
      assertThat(kafka.topicNames()).isEmpty();
    }
  }

  @Test
  void endsWhenItsStandardInputEnds() throws Exception {
    LocalKafka kafka = LocalKafka.start(KafkaOptions.temporary());
    long pid = kafka.pid();
    Path home = kafka.logFile().getParent();
    kafka.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(home).doesNotExist();
  }

  private static void send(LocalKafka kafka, String value) throws Exception {
    send(kafka, value, Patience.LONG);
  }

  private static void send(LocalKafka kafka, String value, Duration patience) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", patience.toMillis());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer
          .send(new ProducerRecord<>(TOPIC, "key", value))
          .get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static List<String> read(LocalKafka kafka) {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(5));
      return records.records(partition).stream().map(ConsumerRecord::value).toList();
    }
  }
}
