package io.changeover.validation;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;

/** How large databases are. */
public interface DatabaseSize {
  /**
   * The size of a target on its server's disk.
   *
   * @throws StepFailure {@code target-unreachable}, or {@code not-registered}
   */
  ByteSize of(StepCommand command, TargetAlias target, StepContext context)
      throws StepFailure, InterruptedException;
}
