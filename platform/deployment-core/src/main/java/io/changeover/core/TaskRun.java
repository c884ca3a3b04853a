package io.changeover.core;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Role;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.TaskOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person was asked to do.
 *
 * @param due when it should be done; null when the plan does not say
 * @param remindedAt when it was found to be late; null before
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
    @Nullable Instant due,
    @Nullable Instant remindedAt,
    boolean open,
    @Nullable TaskOutcome outcome,
    @Nullable Actor by,
    String note,
    @Nullable Instant closedAt) {
  public TaskRun {
    options = List.copyOf(options);
  }

  TaskRun completed(TaskOutcome how, Actor who, String words, Instant at) {
    return closed(how, who, words, at);
  }

  TaskRun withdrawn(Instant at) {
    return closed(null, null, "", at);
  }

  private TaskRun closed(@Nullable TaskOutcome how, @Nullable Actor who, String words, Instant at) {
    return new TaskRun(
        id,
        kind,
        owner,
        instruction,
        options,
        openedAt,
        due,
        remindedAt,
        false,
        how,
        who,
        words,
        at);
  }

  TaskRun reminded(Instant at) {
    return new TaskRun(
        id,
        kind,
        owner,
        instruction,
        options,
        openedAt,
        due,
        at,
        open,
        outcome,
        by,
        note,
        closedAt);
  }

  /** When somebody is to be reminded of it; empty when nobody is, or has been. */
  Optional<Instant> remindAt() {
    return open && remindedAt == null ? Optional.ofNullable(due) : Optional.empty();
  }
}
