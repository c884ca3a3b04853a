package io.changeover.kit.message.kafka;

import io.changeover.kit.message.ParkedRecords;
import io.changeover.kit.message.RecordBatchHandler;
import io.changeover.kit.message.RecordListeners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;

/** One listener container for each call. They start after all else, and stop before it. */
final class KafkaRecordListeners implements RecordListeners, SmartLifecycle {
  static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1_000;

  /** The first wait when the database is away; it doubles up to {@link #LONGEST_WAIT}. */
  static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** How long what was taken in may be unacknowledged, and come again when the service dies. */
  static final Duration BETWEEN_ACKNOWLEDGEMENTS = Duration.ofMillis(500);

  private static final double DOUBLING = 2.0;

  private final ConsumerFactory<String, byte[]> consumers;
  private final Reading reading;
  private final ParkedRecords parked;
  private final TransactionTemplate transactions;
  private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers =
      new ArrayList<>();
  private boolean running;

  KafkaRecordListeners(
      ConsumerFactory<String, byte[]> consumers,
      Reading reading,
      ParkedRecords parked,
      TransactionTemplate transactions) {
    this.consumers = consumers;
    this.reading = reading;
    this.parked = parked;
    this.transactions = transactions;
  }

  @Override
  public synchronized void listen(
      String id, String topic, String group, RecordBatchHandler handler) {
    listen(id, properties(id, topic, group), handler);
  }

  @Override
  public synchronized void listenPatiently(
      String id, String topic, String group, Duration patience, RecordBatchHandler handler) {
    ContainerProperties properties = properties(id, topic, group);
    properties.getKafkaConsumerProperties().putAll(KafkaClientSettings.patient(patience));
    listen(id, properties, handler);
  }

  private static ContainerProperties properties(String id, String topic, String group) {
    ContainerProperties properties = new ContainerProperties(topic);
    properties.setGroupId(group);
    properties.setClientId(group + "-" + id);
    // What is acknowledged too late comes again after a crash and does no harm: it was taken in
    // before. So neither does the next poll wait for it, nor does each poll cost the broker a
    // write.
    properties.setAckMode(AckMode.TIME);
    properties.setAckTime(BETWEEN_ACKNOWLEDGEMENTS.toMillis());
    properties.setSyncCommits(false);
    return properties;
  }

  private void listen(String id, ContainerProperties properties, RecordBatchHandler handler) {
    properties.setMessageListener(new BatchIntake(reading, handler, parked, transactions));
    var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setBeanName(id);
    container.setCommonErrorHandler(tryingForEver());
    containers.add(container);
    if (running) {
      container.start();
    }
  }

  /** Only failures that may pass get as far as this. */
  private static DefaultErrorHandler tryingForEver() {
    ExponentialBackOff backOff = new ExponentialBackOff(SHORTEST_WAIT.toMillis(), DOUBLING);
    backOff.setMaxInterval(LONGEST_WAIT.toMillis());
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    handler.setClassifications(Map.of(), true);
    return handler;
  }

  @Override
  public synchronized void start() {
    running = true;
    containers.forEach(ConcurrentMessageListenerContainer::start);
  }

  /** Stops all at the same time, and returns when none handles anything any more. */
  @Override
  public synchronized void stop() {
    running = false;
    CountDownLatch stopped = new CountDownLatch(containers.size());
    containers.forEach(container -> container.stop(stopped::countDown));
    try {
      stopped.await();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
