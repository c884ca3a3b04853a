package io.changeover.contracts;

import io.changeover.contracts.step.CopyScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal has proved. It holds for one plan, and for as long as the database has the
 * schema that was rehearsed on.
 *
 * @param planDigest of the plan whose steps were tried
 * @param schemaFingerprint of the target when it was copied
 * @param copy how much of it was copied
 * @param databaseBytes the target's size
 * @param dumpBytes the dump's size
 * @param rows in the copy
 * @param dumpedIn how long the dump took
 * @param restoredIn how long restoring it took
 * @param steps of the plan, in order, as they went on the copy
 * @param levels the rollback levels that were tried
 * @param checks what was looked at on the copy
 * @param untried the levels by which the plan may go back and which were not tried; null where
 *     nobody has written them down
 */
public record Receipt(
    Digest planDigest,
    TargetName target,
    Digest schemaFingerprint,
    CopyScope copy,
    ByteSize databaseBytes,
    ByteSize dumpBytes,
    int tables,
    long rows,
    Duration dumpedIn,
    Duration restoredIn,
    List<TriedStep> steps,
    List<TriedLevel> levels,
    List<CheckResult> checks,
    @Nullable List<UntriedLevel> untried) {
  public Receipt {
    steps = List.copyOf(steps);
    levels = List.copyOf(levels);
    checks = List.copyOf(checks);
    untried = untried == null ? null : List.copyOf(untried);
  }

  /** How long a step of the plan took on the copy. */
  public Optional<Duration> took(StepId step) {
    return steps.stream()
        .filter(tried -> tried.step().equals(step))
        .map(TriedStep::took)
        .findFirst();
  }

  /** What it says, for people, one fact in each line. */
  public List<String> lines() {
    return ReceiptLines.of(this);
  }

  /**
   * A step of the plan.
   *
   * @param step its id in the plan
   * @param took its first way forward
   * @param locks that kept others waiting on that way; null where nobody could look
   */
  public record TriedStep(StepId step, Duration took, @Nullable List<HeldLock> locks) {
    public TriedStep {
      locks = locks == null ? null : List.copyOf(locks);
    }
  }

  /**
   * A rollback level.
   *
   * @param took from the first undone step to the last
   */
  public record TriedLevel(RollbackLevel level, Duration took) {}

  /**
   * A rollback level that was not tried.
   *
   * @param why in half a sentence, for a person
   */
  public record UntriedLevel(RollbackLevel level, String why) {}
}
