package io.changeover.kit.message.kafka;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What this project relies on in Kafka's clients, whatever else is configured. */
final class KafkaClientSettings {
  /** How soon a client notices that a topic was made anew. */
  private static final int LOOK_FOR_TOPICS_MS = 10_000;

  /** How long the relay waits for a broker before it lets go of its transaction and tries again. */
  private static final int LONGEST_DELIVERY_MS = 15_000;

  private static final int LONGEST_REQUEST_MS = 10_000;
  private static final int LONGEST_BLOCK_MS = 5_000;

  /** A sending ends with a flush, so this only keeps what belongs together in one batch. */
  private static final int LINGER_MS = 2;

  /** The broker answers at once when there is a record, and after this when there is none. */
  private static final int LONGEST_FETCH_MS = 500;

  private static final int LARGEST_POLL = 500;

  /** A patient consumer need not wait for more than this many bytes. */
  private static final int ENOUGH_FOR_ONE_FETCH = 256 * 1024;

  /** After a kill the broker gives a member's partitions to another no later than this. */
  private static final int SESSION_MS = 10_000;

  private static final int HEARTBEAT_MS = 3_000;

  static final Map<String, Object> PRODUCER =
      Map.ofEntries(
          entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
          entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
          entry(ProducerConfig.ACKS_CONFIG, "all"),
          entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
          entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS),
          // Most batches are a record or two, for which a compressor's buffers cost more than they
          // save.
          entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
          entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MS),
          entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_REQUEST_MS),
          entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LONGEST_DELIVERY_MS),
          entry(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, LOOK_FOR_TOPICS_MS),
          // Several services may share a process; their metrics are Micrometer's.
          entry(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of()));

  static final Map<String, Object> CONSUMER =
      Map.ofEntries(
          entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class),
          entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
          entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
          entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
          entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
          entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
          entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LONGEST_FETCH_MS),
          entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, LARGEST_POLL),
          entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS),
          entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS),
          entry(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, LOOK_FOR_TOPICS_MS),
          entry(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of()));

  private KafkaClientSettings() {}

  /** What a consumer does differently that lets records come together. */
  static Properties patient(Duration patience) {
    Properties settings = new Properties();
    settings.setProperty(
        ConsumerConfig.FETCH_MIN_BYTES_CONFIG, Integer.toString(ENOUGH_FOR_ONE_FETCH));
    settings.setProperty(
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Long.toString(patience.toMillis()));
    return settings;
  }
}
