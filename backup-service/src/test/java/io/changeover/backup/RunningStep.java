package io.changeover.backup;

import io.changeover.contracts.Progress;
import io.changeover.kit.process.GroupRecorder;
import io.changeover.kit.process.Tools;
import io.changeover.kit.process.linux.LinuxTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StopSwitch;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A step that runs in a test, with real tools, and can be stopped like a real one. */
public final class RunningStep implements StepContext {
  public final List<Progress> progress = new CopyOnWriteArrayList<>();
  private final StopSwitch stop = new StopSwitch();
  private final LinuxTools tools = new LinuxTools(GroupRecorder.NONE, stop);
  private final long fence;
  private volatile @Nullable Thread worker;
  private volatile Consumer<Progress> listener = told -> {};

  public RunningStep(long fence) {
    this.fence = fence;
  }

  /** Called on each progress, on the step's own threads. */
  public RunningStep onProgress(Consumer<Progress> consumer) {
    listener = consumer;
    return this;
  }

  /** Stops as the job runner does: what was registered is run, and the worker is interrupted. */
  public void stop() {
    stop.stop();
    if (worker != null) {
      worker.interrupt();
    }
  }

  /** Does work on a virtual thread, as the job runner does, and tells how it failed. */
  public Throwable failureOf(Callable<?> work) throws InterruptedException {
    FutureTask<?> task = new FutureTask<>(work);
    worker = Thread.ofVirtual().start(task);
    try {
      throw new AssertionError("did not fail but gave " + task.get());
    } catch (ExecutionException failed) {
      return failed.getCause();
    }
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public void progress(Progress told) {
    progress.add(told);
    listener.accept(told);
  }

  @Override
  public Tools tools() {
    return tools;
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
