package io.changeover.cli.demo;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks an application again and again, as its users do, and counts how it answered. */
final class Availability implements AutoCloseable {
  private static final int REFUSED = 0;

  private final Map<Integer, Integer> answers = new TreeMap<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  private Availability(String url) {
    Thread.ofVirtual().start(() -> ask(url));
  }

  static Availability of(String url) {
    return new Availability(url);
  }

  private void ask(String url) {
    try {
      while (!ended.get()) {
        int status = status(url);
        synchronized (answers) {
          answers.merge(status, 1, Integer::sum);
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
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
    synchronized (answers) {
      return Map.copyOf(answers);
    }
  }

  @Override
  public void close() {
    ended.set(true);
  }
}
