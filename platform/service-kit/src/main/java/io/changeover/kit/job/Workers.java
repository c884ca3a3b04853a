package io.changeover.kit.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Collection;

/** Works on claimed jobs, each on a virtual thread of its own. */
final class Workers {
  /** How long jobs took from their first start, by kind and outcome. */
  static final String DURATION = "changeover.job.duration";

  private final RunningJobs running;
  private final JobRunner runner;
  private final Committer committer;
  private final Clock clock;
  private final MeterRegistry meters;
  private volatile Runnable onFreePlace = () -> {};

  Workers(
      RunningJobs running,
      JobRunner runner,
      Committer committer,
      Clock clock,
      MeterRegistry meters) {
    this.running = running;
    this.runner = runner;
    this.committer = committer;
    this.clock = clock;
    this.meters = meters;
  }

  /** Who is told when a place has become free. */
  void onFreePlace(Runnable listener) {
    onFreePlace = listener;
  }

  /** Starts to work on jobs; a place has been reserved for each. */
  void start(Collection<ClaimedJob> claimed) {
    for (ClaimedJob job : claimed) {
      RunningJob taken = new RunningJob(job, clock.instant());
      running.hold(taken);
      if (job.cancelRequested()) {
        taken.stop(StopReason.CANCELLED);
      } else if (taken.isOutOfTime()) {
        taken.stop(StopReason.TIMED_OUT);
      }
      Thread.ofVirtual().name("job-" + job.key().command()).start(() -> work(taken));
    }
  }

  private void work(RunningJob job) {
    job.workedOnBy(Thread.currentThread());
    Ending ending = runner.run(job);
    job.end();
    committer.add(ending);
    running.giveBack(1);
    onFreePlace.run();
    measure(job, ending);
  }

  private void measure(RunningJob job, Ending ending) {
    String kind =
        job.claimed().command() == null ? "unreadable" : job.claimed().command().spec().kind();
    Timer.builder(DURATION)
        .tag("kind", kind)
        .tag("outcome", ending.outcome())
        .register(meters)
        .record(job.elapsed());
  }
}
