package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Copy;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was written since into tables that a copy has filled. Their users may have moved to them,
 * and leading the copy back empties them.
 */
final class CopiedRows {
  private CopiedRows() {}

  /** The copies that were begun. */
  static List<PlanStep> copies(Deployment state) {
    return RollbackMoves.migrationsBegun(state).stream()
        .filter(step -> step.spec() instanceof Copy)
        .toList();
  }

  /** At least so many rows that a level 1 would lose; null when nobody could count them. */
  static @Nullable Long changed(Deployment state) {
    return sum(state, Evidence.CopyPrice::rowsChanged);
  }

  /**
   * By how many rows the tables have grown or shrunk, as a backup's price counts; null as above.
   */
  static @Nullable Long addedOrRemoved(Deployment state) {
    return sum(state, Evidence.CopyPrice::rowsAddedOrRemoved);
  }

  private static @Nullable Long sum(Deployment state, ToLongFunction<Evidence.CopyPrice> what) {
    List<PlanStep> copies = copies(state);
    List<Evidence.CopyPrice> seen =
        copies.stream().flatMap(copy -> seen(state, copy.id()).stream()).toList();
    return seen.size() == copies.size() ? seen.stream().mapToLong(what).sum() : null;
  }

  /** What the look at a copy has shown. */
  static Optional<Evidence.CopyPrice> seen(Deployment state, StepId copy) {
    Optional<Evidence> evidence =
        state.run(copy, Direction.PROBE).filter(StepRun::succeeded).map(StepRun::evidence);
    return evidence.orElse(null) instanceof Evidence.CopyPrice price
        ? Optional.of(price)
        : Optional.empty();
  }

  /** What a downgrade leaves of the rows written since. */
  static String afterDowngrade(Deployment state) {
    if (copies(state).isEmpty()) {
      return "rows written since stay, as far as the old schema has a place for them; those that it has none for are lost and not counted";
    }
    Long changed = changed(state);
    if (changed == null) {
      return "the copied tables are emptied, and what was written into them could not be counted";
    }
    return changed == 0
        ? "the copied tables are emptied, into which nobody has written"
        : "the copied tables are emptied, with what was written into them";
  }

  /** What a restore loses. */
  static String afterRestore(Deployment state) {
    String lost = "the backup is there and unchanged; what was written since it is lost";
    Long changed = changed(state);
    if (changed == null) {
      return lost + ", and what was written into the copied tables could not be counted";
    }
    Long moved = addedOrRemoved(state);
    return changed.equals(moved)
        ? lost
        : "%s; of copied tables at least %d rows were written or removed, which the kept database shows"
            .formatted(lost, changed);
  }
}
