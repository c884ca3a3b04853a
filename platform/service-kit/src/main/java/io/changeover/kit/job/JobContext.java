package io.changeover.kit.job;

import io.changeover.contracts.Progress;
import io.changeover.kit.process.GroupRecorder;
import io.changeover.kit.process.ProcessGroup;
import io.changeover.kit.process.Tools;
import io.changeover.kit.process.linux.LinuxTools;
import io.changeover.kit.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a handler gets to see of its job. */
final class JobContext implements StepContext, GroupRecorder {
  private final RunningJob job;
  private final Jobs jobs;
  private final List<ProcessGroup> groups = new ArrayList<>();

  JobContext(RunningJob job, Jobs jobs) {
    this.job = job;
    this.jobs = jobs;
  }

  @Override
  public long fence() {
    return job.claimed().fence();
  }

  @Override
  public Instant deadline() {
    return job.startedAt().plus(job.timeout().orElse(Duration.ZERO));
  }

  @Override
  public void progress(Progress progress) {
    job.progress(progress);
  }

  @Override
  public Tools tools() {
    return new LinuxTools(this, job.stops(), job.claimed().mark());
  }

  @Override
  public Registration onStop(Runnable stop) {
    return job.stops().onStop(stop);
  }

  @Override
  public void throwIfStopped() throws InterruptedException {
    job.stops().throwIfStopped();
  }

  @Override
  public synchronized void ended(ProcessGroup group) {
    groups.remove(group);
  }

  @Override
  public synchronized void started(ProcessGroup group) throws InterruptedException {
    groups.add(group);
    if (!jobs.recordGroups(job.claimed().key().command(), fence(), groups)) {
      job.stop(StopReason.LOST);
      throw new InterruptedException("another worker has taken the step over");
    }
  }
}
