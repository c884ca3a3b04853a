package io.changeover.contracts.plan;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.step.CopyScope;
import java.util.List;

/**
 * What is rehearsed before production. Its steps stand among the plan's, in the phase rehearse.
 *
 * @param target the database whose copy is rehearsed on
 * @param copy how much of it is copied
 * @param levels the rollback levels that are tried on the copy
 */
public record RehearsalPlan(TargetAlias target, CopyScope copy, List<RollbackLevel> levels) {
  public RehearsalPlan {
    levels = List.copyOf(levels);
  }
}
