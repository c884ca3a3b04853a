package io.changeover.kit.job;

import io.changeover.contracts.CommandId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prolongs all leases of this worker by one statement, three times as often as they end. When the
 * database is away the work goes on: if somebody else takes it over meanwhile, the fence decides.
 */
final class Heartbeat implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final int BEATS_PER_LEASE = 3;

  private final Jobs jobs;
  private final RunningJobs running;
  private final Duration between;

  Heartbeat(Jobs jobs, RunningJobs running, Duration lease) {
    this.jobs = jobs;
    this.running = running;
    this.between = lease.dividedBy(BEATS_PER_LEASE);
  }

  @Override
  public void run() {
    Semaphore never = new Semaphore(0);
    try {
      while (!never.tryAcquire(between.toMillis(), TimeUnit.MILLISECONDS)) {
        beatOnce();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void beatOnce() {
    try {
      beat();
    } catch (RuntimeException refused) {
      LOG.warn("The leases could not be prolonged; next try in {}", between, refused);
    }
  }

  /** Prolongs once, and stops what is not this worker's any more or is to be cancelled. */
  void beat() {
    Map<CommandId, Long> fences = running.fences();
    if (fences.isEmpty()) {
      return;
    }
    Map<CommandId, Boolean> renewed = jobs.renew(fences);
    fences.forEach((command, fence) ->
        running
            .find(command)
            .filter(job -> job.claimed().fence() == fence)
            .ifPresent(job -> react(job, renewed.get(command))));
  }

  private static void react(RunningJob job, @Nullable Boolean cancelRequested) {
    if (cancelRequested == null) {
      // A job that has ended is not there any more either, which is as it should be.
      job.stop(StopReason.LOST);
    } else if (cancelRequested) {
      job.stop(StopReason.CANCELLED);
    }
  }
}
