package io.changeover.kit.step;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.StepSpec;

/**
 * Does steps of one kind. A handler is called again after a crash with the same command and a
 * higher {@link StepContext#fence()}; it finds out from the tool's own ledger what is left to do.
 *
 * @param <S> the kind
 */
public interface StepHandler<S extends StepSpec> {
  /** The kind that this handler does. */
  Class<S> kind();

  /**
   * Does the step in the command's direction, and returns when nothing of it runs any more.
   *
   * @throws StepFailure when the step failed in a known way
   * @throws InterruptedException when the step was stopped: cancelled, out of time, or taken over
   *     by another worker; whatever was started is ended before it is thrown
   * @throws Exception anything else is reported as an unexpected failure, with its message
   */
  Outcome handle(StepCommand command, S spec, StepContext context) throws Exception;
}
