package io.changeover.notification.view;

import io.changeover.contracts.Role;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.event.TaskOpened;
import java.util.List;

/** Something that a person has been asked for and has not done yet. */
public record TaskView(
    TaskId id, TaskKind kind, Role owner, String instruction, List<String> options) {
  static TaskView of(TaskOpened event) {
    return new TaskView(
        event.task(), event.kind(), event.owner(), event.instruction(), event.options());
  }
}
