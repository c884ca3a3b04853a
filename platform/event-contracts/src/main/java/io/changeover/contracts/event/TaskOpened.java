package io.changeover.contracts.event;

import io.changeover.contracts.Role;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.WireType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person has something to do.
 *
 * @param options for a decision: what could be done, in words; otherwise empty
 * @param due when it should be done; null when the plan does not say, and in events that are older
 *     than this field
 */
@WireType("changeover.task.opened")
public record TaskOpened(
    Instant at,
    TaskId task,
    TaskKind kind,
    Role owner,
    String instruction,
    List<String> options,
    @Nullable Instant due)
    implements DeploymentEvent {
  public TaskOpened {
    options = List.copyOf(options);
  }

  /** Nobody says until when. */
  public TaskOpened(
      Instant at,
      TaskId task,
      TaskKind kind,
      Role owner,
      String instruction,
      List<String> options) {
    this(at, task, kind, owner, instruction, options, null);
  }
}
