package io.changeover.rollout.release;

import io.changeover.contracts.step.Compose;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;

/** Opens compose files of registered workspaces. */
public interface Compositions {
  /**
   * What a step is about.
   *
   * @throws StepFailure {@code not-registered} for the workspace, {@code refused} when there is no
   *     such file, {@code tool-missing}, or {@code target-unreachable} when no engine answers
   */
  Composition open(Compose spec, Tools tools) throws StepFailure, InterruptedException;
}
