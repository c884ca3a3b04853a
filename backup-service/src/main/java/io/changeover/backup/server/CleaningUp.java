package io.changeover.backup.server;

import io.changeover.kit.step.StepFailure;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Clean-up that has to happen although the thread was told to stop. */
public final class CleaningUp {
  private CleaningUp() {}

  /** What is done in a session. */
  @FunctionalInterface
  public interface Work {
    void in(Session session) throws SQLException;
  }

  /** What is done. */
  @FunctionalInterface
  public interface Action {
    void run() throws SQLException, StepFailure;
  }

  /**
   * Runs an action on a thread of its own, because an interrupted virtual thread loses each socket
   * that it waits for. The interruption is kept for the caller.
   */
  public static void anyway(Action action) throws SQLException, StepFailure {
    FutureTask<Void> task =
        new FutureTask<>(() -> {
          action.run();
          return null;
        });
    Thread.ofVirtual().name("backup-clean-up").start(task);
    Throwable failed = outcomeOf(task);
    if (failed instanceof SQLException sql) {
      throw sql;
    }
    if (failed instanceof StepFailure failure) {
      throw failure;
    }
    if (failed != null) {
      throw new IllegalStateException("the clean-up failed", failed);
    }
  }

  private static @Nullable Throwable outcomeOf(FutureTask<Void> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return null;
        } catch (InterruptedException waitOn) {
          interrupted = true;
        } catch (ExecutionException failed) {
          return failed.getCause();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
