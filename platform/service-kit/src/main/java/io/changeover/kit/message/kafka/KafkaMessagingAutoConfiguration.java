package io.changeover.kit.message.kafka;

import io.changeover.contracts.Topics;
import io.changeover.contracts.json.WireCodec;
import io.changeover.kit.message.OutboxPresence;
import io.changeover.kit.message.OutboxRecords;
import io.changeover.kit.message.ParkedRecords;
import io.changeover.kit.message.RecordListeners;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Kafka in and out, with this project's settings on top of {@code spring.kafka}: nothing is lost,
 * and nothing waits for more to come.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
class KafkaMessagingAutoConfiguration {
  /** How many partitions each topic gets when it is made. */
  static final int PARTITIONS = 4;

  private static final int LONGEST_WAIT_FOR_TOPICS_SECONDS = 10;

  @Bean
  NewTopics changeoverTopics() {
    return new NewTopics(
        Topics.all().stream().map(KafkaMessagingAutoConfiguration::topic).toArray(NewTopic[]::new));
  }

  private static NewTopic topic(String name) {
    TopicBuilder topic = TopicBuilder.name(name).partitions(PARTITIONS);
    return name.equals(Topics.SPECIALISTS) ? topic.compact().build() : topic.build();
  }

  /** Not a default candidate: whoever asks for a producer factory gets the configured one. */
  @Bean(defaultCandidate = false)
  DefaultKafkaProducerFactory<String, byte[]> outboxProducers(ProducerFactory<?, ?> configured) {
    Map<String, Object> settings = new HashMap<>(configured.getConfigurationProperties());
    settings.putAll(KafkaClientSettings.PRODUCER);
    return new DefaultKafkaProducerFactory<>(settings);
  }

  @Bean
  KafkaSending kafkaSending(
      @Qualifier("outboxProducers") ProducerFactory<String, byte[]> producers) {
    return new KafkaSending(producers);
  }

  @Bean
  KafkaOutboxRelay outboxRelay(
      @Lazy OutboxRecords records,
      @Lazy OutboxPresence presence,
      KafkaSending sending,
      KafkaAdmin topics) {
    // A broker that is away must not hold up the start for long; the relay asks for the topics
    // again.
    topics.setOperationTimeout(LONGEST_WAIT_FOR_TOPICS_SECONDS);
    return new KafkaOutboxRelay(new RelayLoop(records, presence, sending, topics));
  }

  @Bean
  RecordListeners recordListeners(
      ConsumerFactory<?, ?> configured,
      WireCodec codec,
      ParkedRecords parked,
      PlatformTransactionManager transactions) {
    Map<String, Object> settings = new HashMap<>(configured.getConfigurationProperties());
    settings.putAll(KafkaClientSettings.CONSUMER);
    return new KafkaRecordListeners(
        new DefaultKafkaConsumerFactory<String, byte[]>(settings),
        new Reading(codec),
        parked,
        new TransactionTemplate(transactions));
  }
}
