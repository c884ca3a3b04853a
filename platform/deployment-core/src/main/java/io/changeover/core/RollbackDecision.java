package io.changeover.core;

import io.changeover.contracts.Cause;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.Severity;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.plan.RollbackPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far to go back. The first of these decides, and the next possible level stands in for one
 * that is not possible:
 *
 * <ol>
 *   <li>what a person asked for;
 *   <li>a sign-off that was refused, or a plan that wants no automatic rollback: a person is asked;
 *   <li>a rule of the plan for this cause, severity and phase; one that asks a person counts only
 *       when none has asked;
 *   <li>a migration that stopped half-way: level 3;
 *   <li>a failed step of severity critical: level 3;
 *   <li>the built-in table: data-corruption 3; rollout-failed 2; everything else 1.
 * </ol>
 *
 * No level is chosen without asking when it would lose more rows than the plan allows, or when
 * nobody knows how many.
 */
final class RollbackDecision {
  private RollbackDecision() {}

  /** What was chosen. */
  sealed interface Result {}

  /** That level, for these reasons. */
  record Choice(RollbackLevel level, List<String> reasons) implements Result {}

  /** A person has to choose. */
  record Ask(String why) implements Result {}

  static Result choose(Assessment assessment) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "The cause is %s in the phase %s."
            .formatted(assessment.failure().cause(), assessment.failure().phase()));
    if (assessment.wish() instanceof Wish.RollBack asked && asked.level() != null) {
      return asked(assessment, asked.level(), reasons);
    }
    if (assessment.wish() == null && assessment.failure().cause() == Cause.OPERATOR) {
      return new Ask(assessment.failure().summary());
    }
    if (assessment.wish() == null && !assessment.policy().automatic()) {
      return new Ask("The plan wants a person to decide about every rollback.");
    }
    Optional<RollbackPolicy.Rule> rule = planRule(assessment);
    if (rule.isPresent()) {
      RollbackLevel level = rule.get().level();
      if (level == null) {
        return new Ask(
            "The plan wants a person to decide about %s.".formatted(assessment.failure().cause()));
      }
      reasons.add("The plan says level %d for this cause.".formatted(level.number()));
      return firstPossible(assessment, orderFrom(level), reasons);
    }
    return firstPossible(assessment, orderFrom(builtIn(assessment, reasons)), reasons);
  }

  private static Result asked(Assessment assessment, RollbackLevel level, List<String> reasons) {
    PricedLevel price = assessment.price(level);
    if (!price.possible()) {
      return new Ask(
          "Level %d was asked for but is not possible: %s."
              .formatted(level.number(), price.remark()));
    }
    reasons.add("A person asked for level %d.".formatted(level.number()));
    return new Choice(level, reasons);
  }

  private static Optional<RollbackPolicy.Rule> planRule(Assessment assessment) {
    return assessment.policy().rules().stream()
        .filter(rule -> rule.cause() == null || rule.cause() == assessment.failure().cause())
        .filter(rule -> rule.severity() == null || rule.severity() == assessment.severity())
        .filter(rule -> holdsIn(rule.phase(), assessment))
        .filter(rule -> rule.level() != null || assessment.wish() == null)
        .findFirst();
  }

  /**
   * A task of finish may fail while the deployment is watched already: its own phase counts too.
   */
  private static boolean holdsIn(
      io.changeover.contracts.@Nullable Phase phase, Assessment assessment) {
    return phase == null
        || phase == assessment.failure().phase()
        || phase == assessment.phaseOfStep();
  }

  private static RollbackLevel builtIn(Assessment assessment, List<String> reasons) {
    if (assessment.partiallyApplied()) {
      reasons.add("A migration stopped half-way, so only the backup is sure: level 3.");
      return RollbackLevel.RESTORE;
    }
    if (assessment.severity() == Severity.CRITICAL) {
      reasons.add("What failed is critical, so only the backup is sure: level 3.");
      return RollbackLevel.RESTORE;
    }
    return switch (assessment.failure().cause()) {
      case DATA_CORRUPTION -> {
        reasons.add("Damaged data comes back only from the backup: level 3.");
        yield RollbackLevel.RESTORE;
      }
      case ROLLOUT_FAILED -> {
        reasons.add("The application failed but the data is right: traffic to blue, level 2.");
        yield RollbackLevel.TRAFFIC_BACK;
      }
      case MIGRATION_FAILED, VALIDATION_FAILED, PERFORMANCE, OPERATOR, PREPARATION_FAILED -> {
        reasons.add("A downgrade leads back: level 1.");
        yield RollbackLevel.SCHEMA_DOWNGRADE;
      }
    };
  }

  /** The level wanted, and what stands in for it. */
  private static List<RollbackLevel> orderFrom(RollbackLevel wanted) {
    return switch (wanted) {
      case SCHEMA_DOWNGRADE -> List.of(RollbackLevel.SCHEMA_DOWNGRADE, RollbackLevel.RESTORE);
      case TRAFFIC_BACK ->
          List.of(
              RollbackLevel.TRAFFIC_BACK, RollbackLevel.SCHEMA_DOWNGRADE, RollbackLevel.RESTORE);
      case RESTORE -> List.of(RollbackLevel.RESTORE);
    };
  }

  private static Result firstPossible(
      Assessment assessment, List<RollbackLevel> order, List<String> reasons) {
    for (RollbackLevel level : order) {
      PricedLevel price = assessment.price(level);
      if (!price.possible()) {
        reasons.add("Level %d is not possible: %s.".formatted(level.number(), price.remark()));
        continue;
      }
      if (costsTooMuch(price, assessment.policy().loseAtMostRows())) {
        return new Ask(
            "Level %d would lose %s written since (%s); the plan allows %d."
                .formatted(
                    level.number(),
                    price.loses(),
                    price.remark(),
                    assessment.policy().loseAtMostRows()));
      }
      reasons.add("Level %d is possible: %s.".formatted(level.number(), price.remark()));
      return new Choice(level, reasons);
    }
    return new Ask("No rollback level is possible. " + String.join(" ", reasons));
  }

  /** What nobody could count may be any number. */
  private static boolean costsTooMuch(PricedLevel price, long allowed) {
    return price.rowsLost() == null || price.rowsLost() > allowed;
  }
}
