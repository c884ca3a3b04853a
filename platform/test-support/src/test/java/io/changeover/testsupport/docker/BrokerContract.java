package io.changeover.testsupport.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What the product relies on in Kafka, wherever the broker comes from. */
interface BrokerContract {
  String bootstrapServers();

  @Test
  default void oneKeyKeepsItsOrderAndACommittedOffsetIsKept() throws Exception {
    String topic = "contract-" + UUID.randomUUID();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(3), Optional.empty())))
          .all()
          .get();
    }
    produce(topic, "one", "two", "three");
    assertThat(consume(topic, 3)).containsExactly("one", "two", "three");
    produce(topic, "four");
    assertThat(consume(topic, 1)).containsExactly("four");
  }

  private void produce(String topic, String... values) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers(), "acks", "all", "enable.idempotence", true);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, "deployment", value)).get();
      }
    }
  }

  private List<String> consume(String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers(),
            "group.id",
            "group-of-" + topic,
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
      }
      consumer.commitSync();
    }
    return values;
  }
}
