package io.changeover.migration.copy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does pieces of work side by side, one thread for each core; a piece may bring more pieces.
 * Threads of the platform, because SQLite's library would hold on to the carriers of virtual ones.
 */
final class Crew<W extends AutoCloseable> {
  /** How often the progress is told. */
  private static final long TELL_EVERY_MILLIS = 500;

  private final Deque<Piece<W>> waiting = new ArrayDeque<>();
  private final Opening<W> opening;
  private int working;
  private @Nullable Exception failure;

  /** What a thread works with, such as connections; opened when its first piece comes. */
  @FunctionalInterface
  interface Opening<W> {
    W open() throws Exception;
  }

  /** A piece of work. */
  @FunctionalInterface
  interface Piece<W> {
    void work(W with) throws Exception;
  }

  Crew(Opening<W> opening) {
    this.opening = opening;
  }

  /** Adds a piece, to be done after those that wait. */
  synchronized void add(Piece<W> piece) {
    waiting.addLast(piece);
    notifyAll();
  }

  /** Adds a piece, to be done before those that wait. */
  synchronized void addFirst(Piece<W> piece) {
    waiting.addFirst(piece);
    notifyAll();
  }

  /**
   * Does everything.
   *
   * @param tell is called now and then while the crew works
   * @throws Exception the first failure; nothing is begun after it
   */
  void finish(int threads, Runnable tell) throws Exception {
    Thread[] crew = started(threads);
    try {
      for (Thread each : crew) {
        while (!each.join(java.time.Duration.ofMillis(TELL_EVERY_MILLIS))) {
          tell.run();
        }
      }
    } catch (InterruptedException | RuntimeException stopped) {
      giveUp(crew, stopped);
      throw stopped;
    } catch (Error broken) {
      giveUp(crew, new IllegalStateException("Telling broke off: " + broken, broken));
      throw broken;
    }
    synchronized (this) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private Thread[] started(int threads) {
    Thread[] crew = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      crew[i] = Thread.ofPlatform().name("copy-" + i).start(this::work);
    }
    return crew;
  }

  /**
   * Nobody may go on writing for a step that has ended. What a stopped step has begun ends by
   * itself, because its statements were ended.
   */
  private void giveUp(Thread[] crew, Exception why) throws InterruptedException {
    fail(why);
    for (Thread each : crew) {
      each.join(TimeUnit.MINUTES.toMillis(1));
    }
  }

  private void work() {
    W with = null;
    try {
      Piece<W> piece = next();
      while (piece != null) {
        with = with == null ? opening.open() : with;
        piece.work(with);
        done();
        piece = next();
      }
    } catch (Exception failed) {
      fail(failed);
    } catch (Error broken) {
      // Without memory for a value, say. The others would wait for this piece for ever.
      fail(new IllegalStateException("A piece of the copy broke off: " + broken, broken));
    } finally {
      close(with);
    }
  }

  /** Null when there is nothing left, or something has failed. */
  private synchronized @Nullable Piece<W> next() throws InterruptedException {
    while (waiting.isEmpty() && working > 0 && failure == null) {
      wait();
    }
    if (waiting.isEmpty() || failure != null) {
      return null;
    }
    working++;
    return waiting.removeFirst();
  }

  private synchronized void done() {
    working--;
    notifyAll();
  }

  private synchronized void fail(Exception failed) {
    if (failure == null) {
      failure = failed;
    } else if (!failure.equals(failed)) {
      failure.addSuppressed(failed);
    }
    notifyAll();
  }

  private void close(@Nullable W with) {
    try {
      if (with != null) {
        with.close();
      }
    } catch (Exception failed) {
      fail(failed);
    }
  }
}
