package io.changeover.kit.process;

import io.changeover.kit.step.StepFailure;

/** Runs command line tools as child processes. */
public interface Tools {
  /**
   * Runs a tool to its end: in a process group of its own, without a shell, with nothing of this
   * process's environment but an allow-list, its output bounded and redacted. When the step is
   * stopped the whole group is killed before this returns. The group is known to the job's row, so
   * that a later worker can kill it.
   *
   * @throws StepFailure {@code tool-missing} when there is no such program; {@code tool-failed}
   *     when it has left processes behind, which are ended then, or its output could not be taken;
   *     an exit code other than 0 is a result, not a failure
   * @throws InterruptedException when the step was stopped; the tool and all its children are dead
   */
  ToolResult run(ToolCall call) throws StepFailure, InterruptedException;
}
