package io.changeover.core;

import io.changeover.contracts.Receipt.TriedLevel;
import io.changeover.contracts.Receipt.UntriedLevel;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.plan.RollbackPolicy;
import java.util.List;
import java.util.stream.Stream;

/** The levels by which a plan may go back and which its rehearsal has not tried. */
final class UntriedLevels {
  private UntriedLevels() {}

  /** Levels 1 and 3 are in the built-in table too; 2 only where the plan admits it. */
  static List<UntriedLevel> of(Deployment state, List<TriedLevel> tried) {
    RollbackPolicy policy = state.plan().rollback();
    return Stream.of(RollbackLevel.values())
        .filter(level -> tried.stream().noneMatch(each -> each.level() == level))
        .filter(level ->
            level != RollbackLevel.TRAFFIC_BACK
                || policy.blueReadsNewSchema()
                || isNamed(policy, level))
        .map(level -> new UntriedLevel(level, why(policy, level)))
        .toList();
  }

  private static boolean isNamed(RollbackPolicy policy, RollbackLevel level) {
    return policy.rules().stream().anyMatch(rule -> rule.level() == level);
  }

  private static String why(RollbackPolicy policy, RollbackLevel level) {
    String named = isNamed(policy, level) ? ", although a rule of its rollback names it" : "";
    return switch (level) {
      case TRAFFIC_BACK -> "it moves traffic, which a copy of a database does not have";
      case SCHEMA_DOWNGRADE, RESTORE -> "the plan's rehearsal leaves it out" + named;
    };
  }
}
