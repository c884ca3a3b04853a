package io.changeover.kit.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims jobs that wait and jobs whose worker has died. It sleeps until somebody wakes it, until
 * the next lease of another worker ends, and at the longest for the fallback.
 */
final class ClaimLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimLoop.class);

  private final Jobs jobs;
  private final RunningJobs running;
  private final Workers workers;
  private final Duration fallback;
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean moreWaiting;

  ClaimLoop(Jobs jobs, RunningJobs running, Workers workers, Duration fallback) {
    this.jobs = jobs;
    this.running = running;
    this.workers = workers;
    this.fallback = fallback;
  }

  /** There are jobs that wait. */
  void wake() {
    wakes.release();
  }

  /** A place has become free; that matters only while there are more jobs than places. */
  void placeIsFree() {
    if (moreWaiting) {
      wakes.release();
    }
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Duration pause = claim();
        var _ = wakes.tryAcquire(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
        wakes.drainPermits();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** A database that is away is asked again after the fallback. */
  private Duration claim() {
    // Said before the places are counted, so that none becomes free unnoticed in between.
    moreWaiting = true;
    int places = running.reserve(Integer.MAX_VALUE);
    if (places == 0) {
      return fallback;
    }
    int unused = places;
    try {
      List<ClaimedJob> claimed = jobs.claim(places, running.commands());
      unused = places - claimed.size();
      workers.start(claimed);
      moreWaiting = unused == 0;
      return moreWaiting ? Duration.ZERO : untilNextExpiry();
    } catch (RuntimeException refused) {
      LOG.warn("No jobs could be claimed; next try in {}", fallback, refused);
      return fallback;
    } finally {
      running.giveBack(unused);
    }
  }

  private Duration untilNextExpiry() {
    return jobs.nextExpiry(running.commands())
        .filter(next -> next.compareTo(fallback) < 0)
        .orElse(fallback);
  }
}
