package io.changeover.notification.delivery;

import io.changeover.contracts.DeploymentId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Runs while the service runs: sends what is due, and sleeps until something is. */
final class SendingLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SendingLoop.class);

  /** How long a stop waits for messages that are on their way. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  /** The wait while the database does not answer. */
  private static final Duration BREATHER = Duration.ofSeconds(1);

  private final SendingDeliveries sending;
  private final Stores stores;
  private final TakingEvents taking;
  private final TransactionOperations transactions;
  private final Timing timing;
  private @Nullable ExecutorService couriers;
  private @Nullable Thread loop;
  private volatile boolean stopping;

  /** Time, and how it is spent. */
  record Timing(Pace pace, Clock clock, WakeUp wakeUp) {}

  SendingLoop(
      SendingDeliveries sending,
      Stores stores,
      TakingEvents taking,
      TransactionOperations transactions,
      Timing timing) {
    this.sending = sending;
    this.stores = stores;
    this.taking = taking;
    this.transactions = transactions;
    this.timing = timing;
  }

  @Override
  public synchronized void start() {
    ExecutorService started =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("courier-", 0).factory());
    couriers = started;
    stopping = false;
    loop = Thread.ofVirtual().name("sending").start(() -> run(started));
  }

  private void run(ExecutorService executor) {
    boolean mended = false;
    while (!stopping) {
      try {
        if (!mended) {
          stores.deliveries().takeUpMended(oldestWorthTelling());
          mended = true;
        }
        int handedOut = sending.handOut(executor);
        passOverWhatIsMissing();
        if (handedOut == 0) {
          rest(sending.untilNextDue());
        }
      } catch (DataAccessException | TransactionException databaseAway) {
        LOG.warn("The database does not answer: {}", databaseAway.getMessage());
        rest(BREATHER);
      } catch (RuntimeException unexpected) {
        // Whatever it is, it comes again until it is mended; the other deployments go on meanwhile.
        LOG.error("The sending has stumbled and goes on", unexpected);
        rest(BREATHER);
      }
    }
  }

  private Instant oldestWorthTelling() {
    return timing.clock().instant().minus(timing.pace().tellNothingOlderThan());
  }

  private void passOverWhatIsMissing() {
    Instant tooOld = timing.clock().instant().minus(timing.pace().missingEvents());
    for (DeploymentId deployment : stores.held().heldSinceBefore(tooOld)) {
      transactions.executeWithoutResult(_ -> taking.passOver(deployment));
    }
  }

  private void rest(Duration atMost) {
    try {
      timing.wakeUp().await(atMost);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets what is on its way arrive, for a while. */
  @Override
  public synchronized void stop() {
    Thread running = loop;
    ExecutorService executor = couriers;
    if (running == null || executor == null) {
      return;
    }
    // Not by interruption, which would break the database connection in use.
    stopping = true;
    timing.wakeUp().wake();
    executor.shutdown();
    try {
      running.join(LAST_WORDS);
      if (!executor.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
    loop = null;
    couriers = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return loop != null;
  }
}
