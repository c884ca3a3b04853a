package io.changeover.kit.job;

import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import io.changeover.contracts.Topics;
import io.changeover.contracts.json.WireCodec;
import io.changeover.contracts.report.StepReport;
import io.changeover.kit.message.OutgoingRecord;
import io.changeover.kit.step.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes reports. */
final class Reports {
  private final WireCodec codec;
  private final Clock clock;
  private final Failures failures;
  private final String worker;

  /**
   * Sets up.
   *
   * @param worker this instance, for people
   */
  Reports(WireCodec codec, Clock clock, Failures failures, String worker) {
    this.codec = codec;
    this.clock = clock;
    this.failures = failures;
    this.worker = worker;
  }

  private StepReport.Of of(JobKey key) {
    return new StepReport.Of(
        key.command(), key.deployment(), key.step(), key.direction(), key.attempt(), worker);
  }

  OutgoingRecord started(RunningJob job) {
    StepReport.Started report = new StepReport.Started(of(job.claimed().key()), job.startedAt());
    return outgoing(job.claimed(), report, "started-" + job.claimed().fence());
  }

  OutgoingRecord progressed(RunningJob job, Progress progress) {
    Instant now = clock.instant();
    StepReport.Progressed report =
        new StepReport.Progressed(of(job.claimed().key()), now, progress);
    return outgoing(job.claimed(), report, "progress-" + now.toEpochMilli());
  }

  StepReport ended(RunningJob job, Outcome outcome) {
    StepReport.Of of = of(job.claimed().key());
    StepReport report =
        switch (outcome) {
          case Outcome.Succeeded done ->
              new StepReport.Succeeded(
                  of, clock.instant(), job.startedAt(), done.evidence(), done.checks());
          case Outcome.Failed failed -> failed(job, failed);
        };
    return codec.fits(report) ? report : shortened(job, outcome);
  }

  /** What made it too large are checks and evidence: a reason has a length of its own. */
  private StepReport shortened(RunningJob job, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded done -> failed(job, Failures.tooLarge());
      case Outcome.Failed failed -> failed(job, failures.blackedOut(failed.reason()));
    };
  }

  private StepReport failed(RunningJob job, Outcome.Failed failed) {
    return new StepReport.Failed(
        of(job.claimed().key()),
        clock.instant(),
        job.startedAt(),
        failures.blackedOut(failed.reason()),
        failed.checks(),
        failed.evidence());
  }

  StepReport failed(RunningJob job, FailureReason reason) {
    return new StepReport.Failed(
        of(job.claimed().key()), clock.instant(), job.startedAt(), reason, List.of());
  }

  /** The report on a command that was cancelled before it came. */
  StepReport neverStarted(JobKey key, FailureReason reason) {
    return new StepReport.Failed(of(key), clock.instant(), clock.instant(), reason, List.of());
  }

  /** A final report's record; the same record when it is sent again. */
  static OutgoingRecord last(JobKey key, StepReport report, @Nullable String traceparent) {
    return outgoing(key, report, "ended", traceparent);
  }

  private static OutgoingRecord outgoing(ClaimedJob job, StepReport report, String suffix) {
    return outgoing(job.key(), report, suffix, job.traceparent());
  }

  private static OutgoingRecord outgoing(
      JobKey key, StepReport report, String suffix, @Nullable String traceparent) {
    return new OutgoingRecord(
        Topics.STEP_REPORTS,
        key.deployment().value(),
        report,
        key.command().value() + "/" + suffix,
        key.command().value(),
        key.deployment().value(),
        null,
        traceparent);
  }
}
