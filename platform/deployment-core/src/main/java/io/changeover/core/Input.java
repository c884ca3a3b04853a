package io.changeover.core;

import io.changeover.contracts.Digest;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.report.StepReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a deployment from outside. */
public sealed interface Input {
  /** The word for it in refusals. */
  default String word() {
    return getClass().getSimpleName();
  }

  /** What a person asks for. */
  sealed interface Asked extends Input {
    Person by();
  }

  /** A specialist tells how a step stands. */
  record Reported(StepReport report) implements Input {}

  /** Time has passed: something may be due. */
  record Tick() implements Input {}

  /**
   * Agreement, or its refusal.
   *
   * @param planDigest what was read before agreeing
   * @param accepted what the plan waives and is accepted by name
   */
  record Approve(Person by, Digest planDigest, boolean agrees, String reason, List<String> accepted)
      implements Asked {
    public Approve {
      accepted = List.copyOf(accepted);
    }

    /** Agreement that accepts nothing that is waived. */
    public Approve(Person by, Digest planDigest, boolean agrees, String reason) {
      this(by, planDigest, agrees, reason, List.of());
    }
  }

  /** A task has ended. */
  record CompleteTask(Person by, TaskId task, TaskOutcome outcome, String note, String evidence)
      implements Asked {}

  /** Begin no further steps. */
  record Pause(Person by, String reason) implements Asked {}

  /** Go on. */
  record Resume(Person by, String reason) implements Asked {}

  /** End: without a trace where nothing was changed, else by a rollback. */
  record Abort(Person by, String reason) implements Asked {}

  /** Go back. */
  record RollBack(Person by, @Nullable RollbackLevel level, String reason) implements Asked {}

  /** Try a failed step again. */
  record Retry(Person by, StepId step, String reason) implements Asked {}

  /** Write something into the log. */
  record AddNote(Person by, String text) implements Asked {}
}
