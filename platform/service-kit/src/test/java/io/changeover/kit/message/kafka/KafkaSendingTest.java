package io.changeover.kit.message.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.kit.message.WaitingRecord;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Against the producer that the Kafka clients bring for tests, because it can refuse one record.
 */
class KafkaSendingTest {
  private boolean reset;

  private static WaitingRecord waiting(long id, String key) {
    return new WaitingRecord(id, "topic", key, Map.of("ce_id", "id-" + id), "{}");
  }

  /** A broker that refuses the first record of each sending. */
  private static final class Refusing extends MockProducer<String, byte[]> {
    Refusing() {
      super(false, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized void flush() {
      errorNext(new TimeoutException("no answer"));
      super.flush();
    }
  }

  private final ProducerFactory<String, byte[]> producers =
      new ProducerFactory<>() {
        @Override
        public Producer<String, byte[]> createProducer() {
          return new Refusing();
        }

        @Override
        public void reset() {
          reset = true;
        }
      };

  @Test
  void nothingOfAKeyCountsAsArrivedAfterItsFirstFailure() {
    var sent =
        new KafkaSending(producers)
            .send(List.of(waiting(1, "a"), waiting(2, "b"), waiting(3, "a"), waiting(4, "b")));
    assertThat(sent).containsExactly(2L, 4L);
    assertThat(reset).isTrue();
  }
}
