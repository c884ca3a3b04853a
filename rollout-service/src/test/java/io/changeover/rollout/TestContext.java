package io.changeover.rollout;

import io.changeover.contracts.Progress;
import io.changeover.kit.process.GroupRecorder;
import io.changeover.kit.process.Tools;
import io.changeover.kit.process.linux.LinuxTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StopSwitch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A running step with real tools. */
public final class TestContext implements StepContext {
  private final StopSwitch stop = new StopSwitch();
  public final List<Progress> progress = new ArrayList<>();

  @Override
  public long fence() {
    return 1;
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public void progress(Progress told) {
    progress.add(told);
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
