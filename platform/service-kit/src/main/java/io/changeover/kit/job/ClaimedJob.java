package io.changeover.kit.job;

import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.process.ProcessGroup;
import io.changeover.kit.process.linux.StepMark;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job that this worker has a lease on.
 *
 * @param command null when what is kept cannot be read any more
 * @param fence the number of this claim, from 1
 * @param age how long ago the first worker has started it
 * @param leftBehind process groups that a dead worker of this host has started for it
 */
public record ClaimedJob(
    JobKey key,
    @Nullable StepCommand command,
    long fence,
    Duration age,
    boolean cancelRequested,
    List<ProcessGroup> leftBehind,
    @Nullable String traceparent) {
  public ClaimedJob {
    leftBehind = List.copyOf(leftBehind);
  }

  /** What the processes of this claim carry. */
  StepMark mark() {
    return new StepMark(key.command().value(), fence);
  }
}
