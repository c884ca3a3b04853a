package io.changeover.contracts.command;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;

/** What the orchestrator sends to a specialist. */
public sealed interface SpecialistMessage permits StepCommand, CancelStep {
  /** The idempotency key of the work. */
  CommandId command();

  DeploymentId deployment();
}
