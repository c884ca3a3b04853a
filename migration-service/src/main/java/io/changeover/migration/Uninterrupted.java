package io.changeover.migration;

import io.changeover.kit.step.StepFailure;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work that has to be finished although the step was stopped: ending what the step has started. It
 * has a thread of its own, because the interruption of a virtual thread closes its sockets.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Does the work to its end; an interruption meanwhile is kept for the caller. */
  static <T> T call(Callable<T> work) throws StepFailure {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("uninterrupted").start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StepFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("work that had to be finished was not", failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
