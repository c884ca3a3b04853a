package io.changeover.kit.chore;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Does something every hour while the service runs, first a minute after its start. */
public final class HourlyChore implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(HourlyChore.class);
  private static final int MINUTES_BETWEEN = 60;

  private final String name;
  private final Runnable chore;
  private @Nullable ScheduledExecutorService executor;

  public HourlyChore(String name, Runnable chore) {
    this.name = name;
    this.chore = chore;
  }

  @Override
  public synchronized void start() {
    executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("chore-" + name).factory());
    var _ = executor.scheduleWithFixedDelay(this::run, 1, MINUTES_BETWEEN, TimeUnit.MINUTES);
  }

  /**
   * A database that is away for a while is no reason to stop for good; the next hour tries again.
   */
  private void run() {
    try {
      chore.run();
    } catch (DataAccessException | TransactionException failed) {
      LOG.warn("The chore {} failed and is tried again in an hour", name, failed);
    }
  }

  @Override
  public synchronized void stop() {
    if (executor != null) {
      executor.shutdownNow();
      executor = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return executor != null;
  }
}
