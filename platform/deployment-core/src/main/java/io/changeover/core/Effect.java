package io.changeover.core;

import io.changeover.contracts.command.CancelStep;
import io.changeover.contracts.command.StepCommand;

/** What has to be done outside because of a decision. Doing it twice is harmless. */
public sealed interface Effect {
  /** Tell a specialist to do a step. */
  record Send(StepCommand command) implements Effect {}

  /** Tell a specialist to stop. */
  record Cancel(StepCommand running, CancelStep message) implements Effect {}
}
