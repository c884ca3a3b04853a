package io.changeover.migration;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Attempts.Earlier;
import java.util.List;
import java.util.Optional;

/** What earlier attempts at a step tell about the state that is found now. */
record Past(List<Earlier> earlier) {
  Past {
    earlier = List.copyOf(earlier);
  }

  /**
   * Where the ledger stood before the first attempt in this direction; now when this is the first.
   */
  String revisionBefore(Migration migration, Position now) {
    return earlier.stream()
        .filter(each -> each.direction() == migration.direction())
        .findFirst()
        .map(Earlier::revision)
        .orElse(now.revision());
  }

  /**
   * Makes sure that no attempt has left a part of a revision: the ledger where it was before, and
   * yet another schema. A tool that runs in one transaction cannot do that; statements outside of
   * it can.
   *
   * @throws StepFailure {@code partially-applied}
   */
  void throwIfPartial(Migration migration, Found now) throws StepFailure {
    Optional<Earlier> first =
        earlier.stream()
            .filter(each -> each.revision().equals(now.position().revision()))
            .findFirst();
    if (first.isPresent()) {
      List<String> differences = first.get().schema().differencesTo(now.schema());
      if (!differences.isEmpty()) {
        throw new StepFailure(partial(migration, now.position(), differences));
      }
    }
  }

  /** The reason why a half-done revision is not run again. */
  static FailureReason partial(Migration migration, Position position, List<String> differences) {
    return new FailureReason(
        FailureCode.PARTIALLY_APPLIED,
        "The ledger is still at %s, but an attempt has changed the schema: %d differences."
            .formatted(position.words(), differences.size()),
        ("It is not run again blindly. Either undo the differences by hand, or finish %s by hand and"
                + " set the ledger, then retry the step; or restore the backup.")
            .formatted(migration.wanted()),
        differences.stream()
            .limit(MOST_DIFFERENCES)
            .collect(java.util.stream.Collectors.joining("\n")));
  }

  /** So many are enough to see what happened. */
  private static final int MOST_DIFFERENCES = 50;
}
