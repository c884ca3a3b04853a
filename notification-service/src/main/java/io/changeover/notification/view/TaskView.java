package io.changeover.notification.view;

import io.changeover.contracts.Role;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.event.TaskOpened;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has been asked for and has not done yet.
 *
 * @param due when it should be done; null when nobody said
 */
public record TaskView(
    TaskId id,
    TaskKind kind,
    Role owner,
    String instruction,
    List<String> options,
    @Nullable Instant due) {
  static TaskView of(TaskOpened event) {
    return new TaskView(
        event.task(),
        event.kind(),
        event.owner(),
        event.instruction(),
        event.options(),
        event.due());
  }
}
