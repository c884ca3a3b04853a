package io.changeover.contracts.command;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.WireType;

/**
 * Stop working on a command. The specialist ends what it has started and reports the step as failed
 * with the code {@code cancelled}, unless it had ended before.
 */
@WireType("changeover.step.cancel")
public record CancelStep(CommandId command, DeploymentId deployment) implements SpecialistMessage {}
