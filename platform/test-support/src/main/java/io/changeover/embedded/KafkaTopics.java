package io.changeover.embedded;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates, lists and deletes topics. */
final class KafkaTopics implements AutoCloseable {
  private final Admin admin;

  KafkaTopics(String bootstrapServers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  void create(String name, int partitions) {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new EmbeddedStartException("cannot create topic " + name, e);
      }
    }
  }

  Set<String> names() {
    return join(admin.listTopics().names());
  }

  void delete(String name) {
    join(admin.deleteTopics(List.of(name)).all());
  }

  private static <T> T join(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new EmbeddedStartException("the broker refused", e);
    }
  }

  private static EmbeddedStartException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new EmbeddedStartException("interrupted while waiting for the broker", e);
  }

  @Override
  public void close() {
    admin.close();
  }
}
