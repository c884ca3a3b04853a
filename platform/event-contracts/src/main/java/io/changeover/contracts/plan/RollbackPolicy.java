package io.changeover.contracts.plan;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the plan says about going back.
 *
 * @param automatic false: a person is asked every time
 * @param blueReadsNewSchema whether the version that served before works on the migrated schema;
 *     without that, level 2 is never chosen
 * @param loseAtMostRows the most rows written since that a level may lose without asking
 * @param rules the plan's own choices, first match first; the built-in table decides where none
 *     matches
 * @param verify checks that must pass after a rollback, besides the fingerprint
 */
public record RollbackPolicy(
    boolean automatic,
    boolean blueReadsNewSchema,
    long loseAtMostRows,
    List<Rule> rules,
    List<PlanStep> verify) {
  public RollbackPolicy {
    rules = List.copyOf(rules);
    verify = List.copyOf(verify);
  }

  /**
   * A choice.
   *
   * @param cause for which it holds; null for all
   * @param phase in which it holds; null for all
   * @param level to go back by; null to ask a person
   * @param severity of the failed step for which it holds; null for all
   */
  public record Rule(
      @Nullable Cause cause,
      @Nullable Phase phase,
      @Nullable RollbackLevel level,
      @Nullable Severity severity) {
    /** A choice whatever the severity. */
    public Rule(@Nullable Cause cause, @Nullable Phase phase, @Nullable RollbackLevel level) {
      this(cause, phase, level, null);
    }
  }
}
