package io.changeover.migration;

import io.changeover.contracts.HeldLock;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.migration.Catalog.TableLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks from outside whether an attempt waits for a lock, and tells who holds it: a migration that
 * stands still looks like one that works. Looking is all it does, so what it cannot see it tells as
 * well, and the migration goes on.
 */
final class WatchingLocks implements AutoCloseable {
  /** Short against the patience of a person, long against the cost of a connection. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** At first what is held is looked at more often, because most migrations are short. */
  static final Duration FIRST_INTERVAL = Duration.ofMillis(100);

  private static final int FIRST_LOOKS = 50;

  /** Nothing that has to be done waits longer for a look. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Catalog catalog;
  private final ServerDatabase database;
  private final Login login;
  private final ToolOutput output;
  private final SeenLocks seen = new SeenLocks();
  private volatile boolean blind;
  private @Nullable Thread thread;
  private String told = "";

  private WatchingLocks(Catalog catalog, ServerDatabase database, Login login, ToolOutput output) {
    this.catalog = catalog;
    this.database = database;
    this.login = login;
    this.output = output;
  }

  /** Watches until it is closed. */
  static WatchingLocks start(
      Catalog catalog, ServerDatabase database, Login login, ToolOutput output) {
    WatchingLocks watch = new WatchingLocks(catalog, database, login, output);
    watch.thread = Thread.ofVirtual().name("lock-watch").start(watch::watch);
    return watch;
  }

  private void watch() {
    try {
      for (int looks = 1; !closed.await(pause(looks).toMillis(), TimeUnit.MILLISECONDS); looks++) {
        lookAtHeld();
        if (looks > FIRST_LOOKS || looks % INTERVAL.dividedBy(FIRST_INTERVAL) == 0) {
          look();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration pause(int looks) {
    return looks > FIRST_LOOKS ? INTERVAL : FIRST_INTERVAL;
  }

  /** A look that fails is missing in what was seen; the look at waits tells why. */
  private void lookAtHeld() throws InterruptedException {
    try {
      Optional<List<TableLock>> held = catalog.heldLocks(database, login);
      seen.seen(held.orElse(List.of()), System.nanoTime());
      if (held.isEmpty()) {
        blind = true;
      }
    } catch (StepFailure unreadable) {
      blind = true;
    }
  }

  /** The locks that were held; null when nobody could look. */
  @Nullable List<HeldLock> held() {
    return blind ? null : seen.longestFirst();
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

  /** A look that is under way has a session at the database, which may be dropped next. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (thread != null) {
        thread.join(LONGEST_LOOK);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
