package io.changeover.kit.message.kafka;

import io.changeover.kit.message.OutboxPresence;
import io.changeover.kit.message.OutboxRecords;
import io.changeover.kit.message.OutboxRecords.Sent;
import io.changeover.kit.message.WaitingRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Sends what is handed over as soon as its transaction has committed, and takes it out of the
 * outbox a little later, many at a time. It reads the outbox at its start, after a failure, every
 * {@link #FALLBACK} when nothing happens, and always while other instances send from it too: then
 * the one that has the lock of the outbox sends whatever is there, by whomever it was added.
 */
final class RelayLoop implements Runnable {
  /** How long records wait when nobody has woken this. */
  static final Duration FALLBACK = Duration.ofSeconds(5);

  /** How many records are sent in one transaction. */
  static final int BATCH = 1_000;

  /** How long records may stay in the outbox after they were sent, and be sent again by a crash. */
  static final Duration REMOVED_WITHIN = Duration.ofMillis(200);

  /** How long a look at who else sends is relied on; whoever comes later waits so long. */
  static final Duration ALONE_FOR = Duration.ofSeconds(1);

  /** The first wait after a failure; it doubles up to {@link #LONGEST_WAIT}. */
  static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);

  private final OutboxRecords records;
  private final OutboxPresence presence;
  private final KafkaSending sending;
  private final KafkaAdmin topics;
  private final Semaphore wakes = new Semaphore(0);
  private final Handover handover = new Handover(this::wake);
  private final List<Long> toRemove = new ArrayList<>();
  private volatile boolean stopping;
  private Duration wait = SHORTEST_WAIT;
  private long removeAtNanos;
  private long lookedAtNanos = System.nanoTime() - ALONE_FOR.toNanos();
  private boolean alone;

  RelayLoop(
      OutboxRecords records, OutboxPresence presence, KafkaSending sending, KafkaAdmin topics) {
    this.records = records;
    this.presence = presence;
    this.sending = sending;
    this.topics = topics;
  }

  Handover handover() {
    return handover;
  }

  /**
   * Lets others who send from the same outbox notice that they are not alone any more: until this
   * returns, nothing may be added.
   */
  void takePart() throws InterruptedException {
    try {
      if (!presence.alone()) {
        var _ = new Semaphore(0).tryAcquire(2 * ALONE_FOR.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (RuntimeException refused) {
      LOG.warn("Who else sends could not be asked; the outbox is read until it can", refused);
    }
  }

  private void wake() {
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
      remove();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException refused) {
      LOG.warn("{} records that were sent stay in the outbox", toRemove.size(), refused);
    }
  }

  private void sendOnce() throws InterruptedException {
    try {
      if (isAlone() && !handover.isIncomplete()) {
        sendHanded();
      } else {
        sendFromOutbox();
      }
    } catch (RuntimeException failed) {
      LOG.warn("The outbox could not be emptied; next try in {}", wait, failed);
      alone = false;
      handover.lookIntoOutbox();
      waitAfterFailure();
    }
  }

  private boolean isAlone() {
    long now = System.nanoTime();
    if (now - lookedAtNanos >= ALONE_FOR.toNanos()) {
      boolean before = alone;
      alone = presence.alone();
      lookedAtNanos = now;
      if (alone && !before) {
        // Whoever has just gone may have left something, which goes before what is added now.
        handover.lookIntoOutbox();
      }
    }
    return alone;
  }

  private void sendHanded() throws InterruptedException {
    List<WaitingRecord> ready = handover.ready();
    Collection<Long> arrived = ready.isEmpty() ? List.of() : sending.send(ready);
    removeLater(arrived);
    if (arrived.size() < ready.size()) {
      handover.lookIntoOutbox();
      tryAgainLater();
      return;
    }
    wait = SHORTEST_WAIT;
    if (!toRemove.isEmpty()
        && (toRemove.size() >= BATCH || removeAtNanos - System.nanoTime() <= 0)) {
      remove();
    }
    if (!sleep() && toRemove.isEmpty()) {
      handover.lookIntoOutbox();
    }
  }

  private void removeLater(Collection<Long> arrived) {
    if (toRemove.isEmpty()) {
      removeAtNanos = System.nanoTime() + REMOVED_WITHIN.toNanos();
    }
    toRemove.addAll(arrived);
  }

  private void remove() {
    if (!toRemove.isEmpty()) {
      records.remove(toRemove);
      toRemove.clear();
    }
  }

  private void sendFromOutbox() throws InterruptedException {
    remove();
    handover.startOver();
    Sent sent = records.take(BATCH, this::send);
    if (!sent.all()) {
      handover.lookIntoOutbox();
      tryAgainLater();
      return;
    }
    wait = SHORTEST_WAIT;
    if (sent.taken() == BATCH) {
      handover.lookIntoOutbox();
    } else if (!alone) {
      var _ = sleep();
    }
  }

  private Collection<Long> send(List<WaitingRecord> waiting) {
    Collection<Long> arrived = sending.send(waiting);
    handover.sent(arrived);
    return arrived;
  }

  /** Returns whether it was woken. */
  private boolean sleep() throws InterruptedException {
    Duration longest = toRemove.isEmpty() ? FALLBACK : REMOVED_WITHIN;
    boolean woken = wakes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
    wakes.drainPermits();
    return woken;
  }

  private void tryAgainLater() throws InterruptedException {
    // Somebody may have deleted the topics; what cannot be sent is sent again either way.
    topics.initialize();
    waitAfterFailure();
  }

  /** Waking does not shorten this wait. */
  private void waitAfterFailure() throws InterruptedException {
    var _ = new Semaphore(0).tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }
}
