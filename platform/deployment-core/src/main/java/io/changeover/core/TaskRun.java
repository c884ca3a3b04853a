package io.changeover.core;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Role;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.TaskOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person was asked to do.
 *
 * @param outcome null while it is open or when it was withdrawn
 * @param by who ended it; null while it is open or when it was withdrawn
 * @param note empty while it is open
 */
public record TaskRun(
    TaskId id,
    TaskKind kind,
    Role owner,
    String instruction,
    List<String> options,
    Instant openedAt,
    boolean open,
    @Nullable TaskOutcome outcome,
    @Nullable Actor by,
    String note,
    @Nullable Instant closedAt) {
  public TaskRun {
    options = List.copyOf(options);
  }

  TaskRun completed(TaskOutcome how, Actor who, String words, Instant at) {
    return new TaskRun(id, kind, owner, instruction, options, openedAt, false, how, who, words, at);
  }

  TaskRun withdrawn(Instant at) {
    return new TaskRun(id, kind, owner, instruction, options, openedAt, false, null, null, "", at);
  }
}
