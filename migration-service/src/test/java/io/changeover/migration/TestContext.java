package io.changeover.migration;

import io.changeover.contracts.Progress;
import io.changeover.kit.process.GroupRecorder;
import io.changeover.kit.process.Tools;
import io.changeover.kit.process.linux.LinuxTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StopSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A step's context with real child processes. */
public final class TestContext implements StepContext {
  private final long fence;
  private final StopSwitch stop = new StopSwitch();
  private final List<Progress> progress = new CopyOnWriteArrayList<>();

  public TestContext(long fence) {
    this.fence = fence;
  }

  public void stop() {
    stop.stop();
  }

  public List<Progress> progress() {
    return progress;
  }

  public List<String> messages() {
    return progress.stream().map(Progress::message).toList();
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public Instant deadline() {
    return Instant.now().plus(Duration.ofMinutes(5));
  }

  @Override
  public void progress(Progress seen) {
    progress.add(seen);
  }

  @Override
  public Tools tools() {
    return new LinuxTools(GroupRecorder.NONE, stop);
  }

  @Override
  public Registration onStop(Runnable callback) {
    return stop.onStop(callback);
  }

  @Override
  public void throwIfStopped() throws InterruptedException {
    stop.throwIfStopped();
  }
}
