package io.changeover.kit.job;

import io.changeover.contracts.report.StepReport;
import io.changeover.kit.message.OutgoingRecord;
import java.util.Optional;

/** Something that has to be written about a job. */
sealed interface Ending {
  RunningJob job();

  /** It has ended. */
  record Finished(RunningJob job, StepReport report) implements Ending {
    FinishedJob asFinished() {
      ClaimedJob claimed = job.claimed();
      return new FinishedJob(claimed.key(), claimed.fence(), report, claimed.traceparent());
    }
  }

  /** It goes on, and something is to be told about it. */
  record Told(RunningJob job, OutgoingRecord outgoing) implements Ending {}

  /** It did not end, and somebody else is to take it over. */
  record Released(RunningJob job) implements Ending {}

  /** This worker has nothing to do with it any more. */
  record Dropped(RunningJob job) implements Ending {}

  /** How it went, in a word, for measurements. */
  default String outcome() {
    return switch (this) {
      case Finished end -> {
        StepReport report = end.report();
        yield report instanceof StepReport.Failed failed
            ? failed.reason().code().word()
            : "succeeded";
      }
      case Told _ -> "goes-on";
      case Released _ -> "released";
      case Dropped _ -> "dropped";
    };
  }

  /** The record that says so to the orchestrator. */
  default Optional<OutgoingRecord> record() {
    return switch (this) {
      case Finished end ->
          Optional.of(
              Reports.last(
                  end.job().claimed().key(), end.report(), end.job().claimed().traceparent()));
      case Told told -> Optional.of(told.outgoing());
      case Released _, Dropped _ -> Optional.empty();
    };
  }
}
