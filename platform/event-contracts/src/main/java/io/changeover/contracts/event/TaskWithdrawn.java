package io.changeover.contracts.event;

import io.changeover.contracts.TaskId;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** A task is no longer asked for, because the deployment went another way. */
@WireType("changeover.task.withdrawn")
public record TaskWithdrawn(Instant at, TaskId task) implements DeploymentEvent {}
