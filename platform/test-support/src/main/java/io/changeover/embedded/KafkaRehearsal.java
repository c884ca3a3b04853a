package io.changeover.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A short run of a broker doing its usual work, from which the JVM learns what to cache. */
final class KafkaRehearsal {
  private static final String TOPIC = "rehearsal";
  private static final int RECORDS = 200;

  private KafkaRehearsal() {}

  static void run(Path output) {
    try (LocalKafka kafka =
        LocalKafka.start(KafkaOptions.temporary(), List.of("-XX:AOTCacheOutput=" + output))) {
      kafka.createTopic(TOPIC, 1);
      produce(kafka.bootstrapServers());
    }
  }

  private static void produce(String servers) {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers, "linger.ms", 0);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int number = 0; number < RECORDS; number++) {
        producer.send(new ProducerRecord<>(TOPIC, "key", "value " + number)).get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedStartException("interrupted while rehearsing", e);
    } catch (ExecutionException e) {
      throw new EmbeddedStartException("the broker took no record", e);
    }
  }
}
