package io.changeover.contracts.event;

import io.changeover.contracts.Role;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.WireType;
import java.time.Instant;
import java.util.List;

/**
 * A person has something to do.
 *
 * @param options for a decision: what could be done, in words; otherwise empty
 */
@WireType("changeover.task.opened")
public record TaskOpened(
    Instant at, TaskId task, TaskKind kind, Role owner, String instruction, List<String> options)
    implements DeploymentEvent {
  public TaskOpened {
    options = List.copyOf(options);
  }
}
