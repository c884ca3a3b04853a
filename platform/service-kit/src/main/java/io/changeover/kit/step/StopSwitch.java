package io.changeover.kit.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stops a step once: what was registered is run, and what is registered later runs at once. */
public final class StopSwitch {
  private final Map<Object, Runnable> callbacks = new LinkedHashMap<>();
  private boolean stopped;

  /** See {@link StepContext#onStop}. */
  public StepContext.Registration onStop(Runnable callback) {
    Object key = new Object();
    if (added(key, callback)) {
      return () -> remove(key);
    }
    callback.run();
    return () -> {};
  }

  private synchronized boolean added(Object key, Runnable callback) {
    if (!stopped) {
      callbacks.put(key, callback);
    }
    return !stopped;
  }

  private synchronized void remove(Object key) {
    callbacks.remove(key);
  }

  /**
   * Stops. The second call does nothing.
   *
   * @throws RuntimeException what the first failing callback threw; all were run nevertheless
   */
  public void stop() {
    RuntimeException failure = null;
    for (Runnable callback : taken()) {
      try {
        callback.run();
      } catch (RuntimeException failed) {
        if (failure == null) {
          failure = failed;
        } else {
          failure.addSuppressed(failed);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized List<Runnable> taken() {
    stopped = true;
    List<Runnable> taken = new ArrayList<>(callbacks.values());
    callbacks.clear();
    return taken;
  }

  /** True from the first stop on. */
  public synchronized boolean isStopped() {
    return stopped;
  }

  /**
   * Ends a step that was stopped.
   *
   * @throws InterruptedException when it was stopped, or the thread was interrupted
   */
  public void throwIfStopped() throws InterruptedException {
    if (Thread.interrupted() || isStopped()) {
      throw new InterruptedException("the step was stopped");
    }
  }
}
