package io.changeover.contracts.event;

import io.changeover.contracts.TaskId;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** A task is still open although it was due. It stays open. */
@WireType("changeover.task.overdue")
public record TaskOverdue(Instant at, TaskId task) implements DeploymentEvent {}
