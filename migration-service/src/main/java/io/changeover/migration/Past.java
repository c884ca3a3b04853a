package io.changeover.migration;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
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
   * The reason why there may be a part of a revision: the ledger where it was before, and yet
   * another schema, or a run that was broken off where a tool's database commits each statement by
   * itself. A tool that runs in one transaction cannot leave that; statements outside of it can.
   */
  Optional<FailureReason> partial(MigrationTool tool, Migration migration, Found now) {
    List<Earlier> here =
        earlier.stream().filter(each -> each.revision().equals(now.position().revision())).toList();
    List<String> differences =
        here.stream()
            .findFirst()
            .map(first -> first.schema().differencesTo(now.schema()))
            .orElse(List.of());
    if (!differences.isEmpty()) {
      return Optional.of(partial(migration, now.position(), differences));
    }
    return tool.commitsPiecemeal() && here.stream().anyMatch(Earlier::inDoubt)
        ? Optional.of(brokenOff(tool, migration, now.position()))
        : Optional.empty();
  }

  /** The reason why a run whose end nobody knows is not followed by another one. */
  static FailureReason brokenOff(MigrationTool tool, Migration migration, Position position) {
    return new FailureReason(
        FailureCode.PARTIALLY_APPLIED,
        ("The ledger is still at %s and the schema as it was, but a run of %s was broken off. The"
                + " database commits each statement by itself, so nobody knows which rows it has"
                + " written.")
            .formatted(position.words(), tool.name()),
        ("It is not run again blindly. Find out what it has written. Either undo that by hand, then"
                + " retry the step, which runs it again; or finish %s by hand and set the ledger,"
                + " then retry the step; or restore the backup.")
            .formatted(migration.wanted()),
        "");
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
