package io.changeover.rollout.release;

import io.changeover.contracts.Evidence;
import io.changeover.rollout.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks every health path every 100 ms, each on a thread of its own, until it is closed. */
final class SwitchWatch implements AutoCloseable {
  /** From the start of one request to the start of the next. */
  static final Duration EVERY = Duration.ofMillis(100);

  private final List<PulseRecord> records = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Pulse pulse;
  private final Pause pause;

  private SwitchWatch(Pulse pulse, Pause pause) {
    this.pulse = pulse;
    this.pause = pause;
  }

  /**
   * Begins to ask.
   *
   * @param points URLs by what people call them: the plan's word for the application, with the path
   *     where it has several
   * @param served whether these applications are known to have served before
   */
  static SwitchWatch over(Map<String, URI> points, boolean served, Pulse pulse, Pause pause) {
    SwitchWatch watch = new SwitchWatch(pulse, pause);
    points.forEach((name, url) -> watch.begin(url, new PulseRecord(name, served)));
    return watch;
  }

  private void begin(URI url, PulseRecord record) {
    records.add(record);
    threads.add(Thread.ofVirtual().name("pulse-" + url).start(() -> ask(url, record)));
  }

  private void ask(URI url, PulseRecord record) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long began = System.nanoTime();
        Pulse.Beat beat = pulse.take(url);
        long ended = System.nanoTime();
        record.add(began, ended, beat);
        pause.lasting(Duration.ofNanos(Math.max(1, EVERY.toNanos() - (ended - began))));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on healthy answers in a row are counted anew. */
  void beginAnew() {
    records.forEach(PulseRecord::beginAnew);
  }

  boolean steady(int answers) {
    return records.stream().allMatch(record -> record.steady(answers));
  }

  /** What each said last, for a person. */
  String state() {
    return records.stream().map(PulseRecord::state).collect(Collectors.joining("; "));
  }

  List<Evidence.Switch> seen() {
    long now = System.nanoTime();
    return records.stream().map(record -> record.seen(now)).toList();
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
