package io.changeover.kit.message.kafka;

import io.changeover.kit.message.OutboxRecords;
import io.changeover.kit.message.OutboxRecords.Sent;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Empties the outbox again and again: when it is woken, and every {@link #FALLBACK} for what
 * another instance has left behind.
 */
final class RelayLoop implements Runnable {
  /** How long records wait when nobody has woken this. */
  static final Duration FALLBACK = Duration.ofSeconds(5);

  /** How many records are sent in one transaction. */
  static final int BATCH = 1_000;

  /** The first wait after a failure; it doubles up to {@link #LONGEST_WAIT}. */
  static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);

  private final OutboxRecords records;
  private final KafkaSending sending;
  private final KafkaAdmin topics;
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean stopping;
  private Duration wait = SHORTEST_WAIT;

  RelayLoop(OutboxRecords records, KafkaSending sending, KafkaAdmin topics) {
    this.records = records;
    this.sending = sending;
    this.topics = topics;
  }

  void wake() {
    wakes.release();
  }

  /** Ends the loop after what it is sending now. */
  void stop() {
    stopping = true;
    wake();
  }

  @Override
  public void run() {
    try {
      while (!stopping && !Thread.currentThread().isInterrupted()) {
        sendOnce();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendOnce() throws InterruptedException {
    try {
      Sent sent = records.take(BATCH, sending::send);
      if (!sent.all()) {
        // Somebody may have deleted the topics; what cannot be sent is sent again either way.
        topics.initialize();
        waitAfterFailure();
        return;
      }
      wait = SHORTEST_WAIT;
      if (sent.taken() < BATCH) {
        var _ = wakes.tryAcquire(FALLBACK.toMillis(), TimeUnit.MILLISECONDS);
        wakes.drainPermits();
      }
    } catch (RuntimeException failed) {
      LOG.warn("The outbox could not be emptied; next try in {}", wait, failed);
      waitAfterFailure();
    }
  }

  /** Waking does not shorten this wait. */
  private void waitAfterFailure() throws InterruptedException {
    var _ = new Semaphore(0).tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }
}
