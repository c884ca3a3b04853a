package io.changeover.kit.job;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Looks at the running jobs: who is out of time, and what is to be told about whom. */
final class Watch implements Runnable {
  /** How often it looks. */
  static final Duration BETWEEN = Duration.ofMillis(50);

  /** A step that has ended before is reported with its end only. */
  static final Duration SHORT_STEP = Duration.ofMillis(250);

  /** Progress is told this often at most. */
  static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(1);

  private final RunningJobs running;
  private final Reports reports;
  private final Committer committer;

  Watch(RunningJobs running, Reports reports, Committer committer) {
    this.running = running;
    this.reports = reports;
    this.committer = committer;
  }

  @Override
  public void run() {
    Semaphore never = new Semaphore(0);
    try {
      while (!never.tryAcquire(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
        running.all().forEach(this::look);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Telling is done under the job's lock, so that nothing is told after its end. */
  private void look(RunningJob job) {
    synchronized (job) {
      if (job.startIsDue(SHORT_STEP)) {
        committer.add(new Ending.Told(job, reports.started(job)));
      }
      job.dueProgress(BETWEEN_PROGRESS)
          .ifPresent(due -> committer.add(new Ending.Told(job, reports.progressed(job, due))));
    }
    if (job.stopReason().isPresent()) {
      // Once more, for a handler that has swallowed the interruption.
      job.interrupt();
    } else if (job.isOutOfTime()) {
      job.stop(StopReason.TIMED_OUT);
    }
  }
}
