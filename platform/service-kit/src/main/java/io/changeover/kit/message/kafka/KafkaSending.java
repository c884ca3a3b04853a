package io.changeover.kit.message.kafka;

import io.changeover.kit.message.WaitingRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Sends waiting records, and says which of them have arrived on all replicas that count. */
final class KafkaSending {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSending.class);

  private final ProducerFactory<String, byte[]> producers;

  KafkaSending(ProducerFactory<String, byte[]> producers) {
    this.producers = producers;
  }

  private record Attempt(WaitingRecord waiting, Future<?> acknowledgement) {
    Place place() {
      return Place.of(waiting);
    }

    boolean topicIsAway() {
      return acknowledgement.state() == Future.State.FAILED
          && acknowledgement.exceptionNow() instanceof TimeoutException;
    }
  }

  /** What keeps its order; without a key, a whole topic. */
  private record Place(String topic, @Nullable String key) {
    static Place all(String topic) {
      return new Place(topic, null);
    }

    static Place of(WaitingRecord waiting) {
      return new Place(waiting.topic(), waiting.key());
    }
  }

  /** Sends all; once a record has failed, nothing of its key that comes later counts as arrived. */
  Collection<Long> send(List<WaitingRecord> records) {
    Set<Place> failed = new HashSet<>();
    List<Attempt> attempts = new ArrayList<>();
    try (Producer<String, byte[]> producer = producers.createProducer()) {
      for (WaitingRecord waiting : records) {
        send(producer, waiting, attempts, failed);
      }
      producer.flush();
    }
    List<Long> arrived = new ArrayList<>();
    for (Attempt attempt : attempts) {
      if (hasArrived(attempt) && !failed.contains(attempt.place())) {
        arrived.add(attempt.waiting().id());
      } else {
        failed.add(attempt.place());
      }
    }
    if (!failed.isEmpty()) {
      // A producer may be of no use any more after a failure; the next sending gets a new one.
      producers.reset();
    }
    return arrived;
  }

  private static void send(
      Producer<String, byte[]> producer,
      WaitingRecord waiting,
      List<Attempt> attempts,
      Set<Place> failed) {
    if (failed.contains(Place.of(waiting)) || failed.contains(Place.all(waiting.topic()))) {
      failed.add(Place.of(waiting));
      return;
    }
    try {
      Attempt attempt = new Attempt(waiting, producer.send(kafkaRecord(waiting)));
      attempts.add(attempt);
      if (attempt.topicIsAway()) {
        // Each further record for it would wait as long as this one has.
        failed.add(Place.all(waiting.topic()));
      }
    } catch (KafkaException refused) {
      LOG.warn("Record {} for {} was not sent", waiting.id(), waiting.topic(), refused);
      failed.add(Place.of(waiting));
    }
  }

  private static boolean hasArrived(Attempt attempt) {
    try {
      attempt.acknowledgement().get();
      return true;
    } catch (ExecutionException refused) {
      WaitingRecord waiting = attempt.waiting();
      LOG.warn(
          "Record {} for {} did not arrive", waiting.id(), waiting.topic(), refused.getCause());
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ProducerRecord<String, byte[]> kafkaRecord(WaitingRecord waiting) {
    byte[] payload = waiting.payload().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<String, byte[]> kafkaRecord =
        new ProducerRecord<>(waiting.topic(), waiting.key(), payload);
    waiting
        .headers()
        .forEach((name, value) ->
            kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return kafkaRecord;
  }
}
