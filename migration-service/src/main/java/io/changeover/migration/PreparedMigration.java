package io.changeover.migration;

import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;

/** A migration whose way through the workspace's revisions is known. */
public interface PreparedMigration {
  /**
   * Leads out of what a dead attempt may have left, where the tool knows how. Called when no
   * session of an older attempt is left, and before anything is read.
   */
  default void settle() throws StepFailure, InterruptedException {}

  /**
   * Reads the ledger.
   *
   * @throws StepFailure {@code refused} when the way from there to the wanted revision is not
   *     clear: a revision that the workspace does not have, several at once, or one on another
   *     branch
   */
  Position position() throws StepFailure, InterruptedException;

  /**
   * Called before the first attempt at a step: refuses what a broken-off attempt leaves in a ledger
   * when it cannot be one of this step's.
   *
   * @throws StepFailure {@code refused}
   */
  default void throwIfLeftByOthers() throws StepFailure, InterruptedException {}

  /**
   * Reads what the tool is to be asked for next, where that has to be read; starts nothing.
   *
   * @param output gets what the tool writes
   */
  default Next next(ToolOutput output) throws StepFailure, InterruptedException {
    return () -> run(output);
  }

  /**
   * Runs the tool once, to its end.
   *
   * @param output gets what the tool writes
   */
  ToolResult run(ToolOutput output) throws StepFailure, InterruptedException;

  /** A run of the tool that is known and not begun. */
  @FunctionalInterface
  interface Next {
    /** Runs the tool to its end. */
    ToolResult run() throws StepFailure, InterruptedException;
  }
}
