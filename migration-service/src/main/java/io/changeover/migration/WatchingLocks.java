package io.changeover.migration;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks from outside whether an attempt waits for a lock, and tells who holds it: a migration that
 * stands still looks like one that works. Looking is all it does, so what it cannot see it tells as
 * well, and the migration goes on.
 */
final class WatchingLocks implements AutoCloseable {
  /** Short against the patience of a person, long against the cost of a connection. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Catalog catalog;
  private final DatabaseTarget database;
  private final Login login;
  private final ToolOutput output;
  private String told = "";

  private WatchingLocks(Catalog catalog, DatabaseTarget database, Login login, ToolOutput output) {
    this.catalog = catalog;
    this.database = database;
    this.login = login;
    this.output = output;
  }

  /** Watches until it is closed. */
  static WatchingLocks start(
      Catalog catalog, DatabaseTarget database, Login login, ToolOutput output) {
    WatchingLocks watch = new WatchingLocks(catalog, database, login, output);
    Thread.ofVirtual().name("lock-watch").start(watch::watch);
    return watch;
  }

  private void watch() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      List<String> waits = catalog.lockWaits(database, login);
      tell(waits.isEmpty() ? "" : "waiting: " + String.join("; ", waits));
    } catch (StepFailure unreadable) {
      tell("the lock watch sees nothing: " + unreadable.reason().message());
    }
  }

  private void tell(String now) {
    if (!now.equals(told)) {
      output.message(now.isEmpty() ? "the wait is over" : now);
      told = now;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
