package io.changeover.kit.step;

import io.changeover.contracts.Progress;
import io.changeover.kit.process.Tools;
import java.time.Instant;

/** What a running step can use. */
public interface StepContext {
  /**
   * Counts the workers that have taken up this command, from 1. Whatever carries a lower number is
   * dead to this step and must be fenced off at the target before it is touched.
   */
  long fence();

  /** When the step is stopped, on the specialist's clock. */
  Instant deadline();

  /**
   * Tells how far the step has come. Never blocks on the network; at most one a second is sent on.
   */
  void progress(Progress progress);

  /** Runs child processes; they are killed when the step is stopped. */
  Tools tools();

  /**
   * Registers what ends a blocking call that does not react to interruption (a JDBC statement).
   * Runs at once when the step was stopped before. Close the registration when the call is over.
   */
  Registration onStop(Runnable stop);

  /**
   * Ends a step that was stopped.
   *
   * @throws InterruptedException when the step was stopped
   */
  void throwIfStopped() throws InterruptedException;

  /** Takes back what {@link #onStop} registered. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
