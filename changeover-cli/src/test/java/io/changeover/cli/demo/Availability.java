package io.changeover.cli.demo;

import io.changeover.testsupport.Patience;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks an application again and again, as its users do, and counts how it answered. When the asking
 * breaks off, whoever wants to know its result is told so: its silence is no good answer.
 */
final class Availability implements AutoCloseable {
  private static final int REFUSED = 0;

  private final Map<Integer, Integer> answers = new TreeMap<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final FutureTask<Integer> asking;

  private Availability(String url) {
    asking = new FutureTask<>(() -> ask(url));
    Thread.ofVirtual().start(asking);
  }

  static Availability of(String url) {
    return new Availability(url);
  }

  /** How often it has asked, when it has ended. */
  private int ask(String url) throws InterruptedException {
    int count = 0;
    // Once at least: whoever closes before the thread has begun still learns whether it could ask.
    do {
      int status = status(url);
      count++;
      synchronized (answers) {
        answers.merge(status, 1, Integer::sum);
      }
      Thread.sleep(100);
    } while (!ended.get());
    return count;
  }

  private static int status(String url) throws InterruptedException {
    try {
      return Http.status(url);
    } catch (IOException nobody) {
      return REFUSED;
    }
  }

  /** How often each status was the answer; 0 where there was none. */
  Map<Integer, Integer> answers() {
    if (asking.isDone()) {
      requireWhole();
    }
    synchronized (answers) {
      return Map.copyOf(answers);
    }
  }

  @Override
  public void close() {
    ended.set(true);
    requireWhole();
  }

  private void requireWhole() {
    try {
      int _ = asking.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException broken) {
      throw new AssertionError("The asking broke off: " + broken.getCause(), broken.getCause());
    } catch (TimeoutException hanging) {
      throw new AssertionError("The asking does not end", hanging);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("stopped", stopped);
    }
  }
}
