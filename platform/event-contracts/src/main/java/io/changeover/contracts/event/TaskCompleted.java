package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.WireType;
import java.time.Instant;

/**
 * A task has ended.
 *
 * @param evidence a link or a text that shows it; may be empty
 */
@WireType("changeover.task.completed")
public record TaskCompleted(
    Instant at, TaskId task, TaskOutcome outcome, Actor by, String note, String evidence)
    implements DeploymentEvent {}
