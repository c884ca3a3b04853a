package io.changeover.kit.step.testing;

import io.changeover.contracts.Progress;
import io.changeover.kit.process.GroupRecorder;
import io.changeover.kit.process.Tools;
import io.changeover.kit.process.linux.LinuxTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StopSwitch;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A step's context in memory: real tools, progress kept in a list, and a stop by hand. There is no
 * job behind it, so nobody reports and nothing is taken over.
 */
public final class LoneStepContext implements StepContext {
  private final StopSwitch stops = new StopSwitch();
  private final List<Progress> progress = new CopyOnWriteArrayList<>();
  private final long fence;
  private final Instant deadline;

  private LoneStepContext(long fence, Instant deadline) {
    this.fence = fence;
    this.deadline = deadline;
  }

  /** The first attempt, without a deadline. */
  public static LoneStepContext first() {
    return new LoneStepContext(1, Instant.MAX);
  }

  /** The same, but as it is for a worker that has taken the step over. */
  public LoneStepContext withFence(long number) {
    return new LoneStepContext(number, deadline);
  }

  /** The same, with a deadline; nobody watches it. */
  public LoneStepContext withDeadline(Instant time) {
    return new LoneStepContext(fence, time);
  }

  /** Stops the step as a cancellation does. The caller interrupts the handler's thread itself. */
  public void stop() {
    stops.stop();
  }

  /** All that was told, in order. */
  public List<Progress> progress() {
    return List.copyOf(progress);
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public void progress(Progress latest) {
    progress.add(latest);
  }

  @Override
  public Tools tools() {
    return new LinuxTools(GroupRecorder.NONE, stops);
  }

  @Override
  public Registration onStop(Runnable stop) {
    return stops.onStop(stop);
  }

  @Override
  public void throwIfStopped() throws InterruptedException {
    stops.throwIfStopped();
  }
}
