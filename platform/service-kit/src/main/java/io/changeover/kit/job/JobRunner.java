package io.changeover.kit.job;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import io.changeover.contracts.step.StepSpec;
import io.changeover.kit.process.linux.ProcessGroups;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a job's work on the calling thread, and says how it ended. */
final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final StepHandlers handlers;
  private final Jobs jobs;
  private final Reports reports;
  private final Failures failures;

  JobRunner(StepHandlers handlers, Jobs jobs, Reports reports, Failures failures) {
    this.handlers = handlers;
    this.jobs = jobs;
    this.reports = reports;
    this.failures = failures;
  }

  /** Returns when nothing of the job runs any more. */
  @SuppressWarnings("Interruption") // what a handler throws must not get lost, whatever it is
  Ending run(RunningJob job) {
    try {
      // Fenced off first: what a dead worker has left running must not go on beside this one.
      job.claimed().leftBehind().forEach(ProcessGroups::kill);
      endUnrecorded(job.claimed());
      return ended(job, outcome(job));
    } catch (Throwable thrown) {
      return broken(job, thrown);
    }
  }

  /** A worker may have died between the start of a child and the commit that records it. */
  private static void endUnrecorded(ClaimedJob claimed) {
    if (claimed.fence() > 1) {
      int ended = claimed.mark().endOlder();
      if (ended > 0) {
        LOG.warn("Ended {} processes of older attempts at {}", ended, claimed.key().command());
      }
    }
  }

  private Outcome outcome(RunningJob job) throws Exception {
    StepCommand command = job.claimed().command();
    if (command == null) {
      return new Outcome.Failed(Failures.unreadable(), List.of());
    }
    Optional<StepHandler<StepSpec>> handler = handlers.of(command.spec());
    if (handler.isEmpty()) {
      return new Outcome.Failed(Failures.noHandler(command.spec().kind()), List.of());
    }
    if (job.stopReason().isPresent()) {
      throw new InterruptedException("the step was stopped before it began");
    }
    return handler.get().handle(command, command.spec(), new JobContext(job, jobs));
  }

  private Ending ended(RunningJob job, Outcome outcome) {
    Optional<StopReason> stopped = job.stopReason();
    if (stopped.isPresent() && outcome instanceof Outcome.Failed failed) {
      // A handler whose tool was killed may take that for the tool's own failure.
      return stopped(job, stopped.get(), failed.reason().message());
    }
    if (stopped.filter(StopReason.LOST::equals).isPresent()) {
      return new Ending.Dropped(job);
    }
    return new Ending.Finished(job, reports.ended(job, outcome));
  }

  private Ending broken(RunningJob job, Throwable thrown) {
    Optional<StopReason> stopped = job.stopReason();
    if (stopped.isPresent()) {
      boolean expected = thrown instanceof InterruptedException;
      return stopped(job, stopped.get(), expected ? "" : failures.of(thrown).message());
    }
    if (!(thrown instanceof StepFailure)) {
      LOG.warn("Job {} failed: {}", job.claimed().key().command(), failures.trace(thrown));
    }
    return new Ending.Finished(job, reports.failed(job, failures.of(thrown)));
  }

  private Ending stopped(RunningJob job, StopReason why, String detail) {
    return switch (why) {
      case LOST -> new Ending.Dropped(job);
      case SHUTTING_DOWN -> new Ending.Released(job);
      case CANCELLED, TIMED_OUT -> {
        StepReport report =
            reports.failed(job, failures.blackedOut(Failures.stopped(why, job, detail)));
        yield new Ending.Finished(job, report);
      }
    };
  }
}
