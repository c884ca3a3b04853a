package io.changeover.testsupport;

import io.changeover.embedded.LocalKafka;
import java.util.UUID;

/**
 * Topics and consumer groups of one test class on a shared broker.
 *
 * @param kafka the broker
 * @param prefix stands before every name
 */
public record TopicSpace(LocalKafka kafka, String prefix) {
  private static final int PREFIX_CHARACTERS = 8;

  static TopicSpace on(LocalKafka kafka) {
    return new TopicSpace(
        kafka, "t" + UUID.randomUUID().toString().substring(0, PREFIX_CHARACTERS) + ".");
  }

  /** For {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** The name of a topic here. The topic need not exist. */
  public String name(String topic) {
    return prefix + topic;
  }

  /** Creates a topic with one partition unless it exists, and returns its name. */
  public String topic(String topic) {
    return topic(topic, 1);
  }

  /** Creates a topic unless it exists, and returns its name. */
  public String topic(String topic, int partitions) {
    kafka.createTopic(name(topic), partitions);
    return name(topic);
  }

  /** The name of a consumer group here. */
  public String group(String group) {
    return prefix + group;
  }
}
