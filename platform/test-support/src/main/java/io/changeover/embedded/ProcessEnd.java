package io.changeover.embedded;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a process that need not be a child of ours. */
final class ProcessEnd {
  private ProcessEnd() {}

  /** True if the process ended within the limit. */
  static boolean await(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new EmbeddedStartException("cannot wait for process " + process.pid(), e);
    }
  }
}
