package io.changeover.migration;

import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;

/** A migration whose way through the workspace's revisions is known. */
public interface PreparedMigration {
  /**
   * Reads the ledger.
   *
   * @throws StepFailure {@code refused} when the way from there to the wanted revision is not
   *     clear: a revision that the workspace does not have, several at once, or one on another
   *     branch
   */
  Position position() throws StepFailure, InterruptedException;

  /**
   * Runs the tool once, to its end.
   *
   * @param output gets what the tool writes
   */
  ToolResult run(ToolOutput output) throws StepFailure, InterruptedException;
}
