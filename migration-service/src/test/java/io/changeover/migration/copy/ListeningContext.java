package io.changeover.migration.copy;

import io.changeover.contracts.Progress;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepContext;
import java.time.Instant;

/** A context that does something whenever progress is told, such as holding the step up. */
record ListeningContext(StepContext real, Runnable onProgress) implements StepContext {
  @Override
  public void progress(Progress progress) {
    onProgress.run();
    real.progress(progress);
  }

  @Override
  public long fence() {
    return real.fence();
  }

  @Override
  public Instant deadline() {
    return real.deadline();
  }

  @Override
  public Tools tools() {
    return real.tools();
  }

  @Override
  public Registration onStop(Runnable stop) {
    return real.onStop(stop);
  }

  @Override
  public void throwIfStopped() throws InterruptedException {
    real.throwIfStopped();
  }
}
