package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.plan.RollbackPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The choice of the rollback level as a table. {@code possible} names the levels that are, {@code
 * rows} is what level 3 would lose, {@code rule} is cause, phase and level of the plan's own rule,
 * {@code wish} is a person's: a level, {@code any} or {@code abort}.
 */
class RollbackDecisionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      useHeadersInDisplayName = true,
      textBlock =
          """
          cause              | phase    | possible | partial | rows | allowed | automatic | rule                         | wish  | chosen | reason
          # the built-in table
          migration-failed   | migrate  | 123      | false   | 0    | 0       | true      | -                            | -     | 1      | downgrade
          validation-failed  | validate | 123      | false   | 0    | 0       | true      | -                            | -     | 1      | downgrade
          performance        | watch    | 123      | false   | 0    | 0       | true      | -                            | -     | 1      | downgrade
          preparation-failed | finish   | 123      | false   | 0    | 0       | true      | -                            | -     | 1      | downgrade
          rollout-failed     | rollout  | 123      | false   | 0    | 0       | true      | -                            | -     | 2      | traffic to blue
          data-corruption    | validate | 123      | false   | 0    | 0       | true      | -                            | -     | 3      | only from the backup
          # what stands in for what is not possible
          rollout-failed     | rollout  | 13       | false   | 0    | 0       | true      | -                            | -     | 1      | Level 2 is not possible
          rollout-failed     | rollout  | 3        | false   | 0    | 0       | true      | -                            | -     | 3      | Level 1 is not possible
          migration-failed   | migrate  | 23       | false   | 0    | 0       | true      | -                            | -     | 3      | Level 1 is not possible
          data-corruption    | validate | 12       | false   | 0    | 0       | true      | -                            | -     | ask    | No rollback level is possible
          migration-failed   | migrate  | -        | false   | 0    | 0       | true      | -                            | -     | ask    | No rollback level is possible
          # a migration that stopped half-way
          migration-failed   | migrate  | 23       | true    | 0    | 0       | true      | -                            | -     | 3      | stopped half-way
          rollout-failed     | rollout  | 23       | true    | 0    | 0       | true      | -                            | -     | 3      | stopped half-way
          migration-failed   | migrate  | 2        | true    | 0    | 0       | true      | -                            | -     | ask    | No rollback level is possible
          # the price
          data-corruption    | validate | 123      | false   | 7    | 6       | true      | -                            | -     | ask    | would lose 7 rows
          data-corruption    | validate | 123      | false   | 7    | 7       | true      | -                            | -     | 3      | Level 3 is possible
          migration-failed   | migrate  | 123      | false   | 7    | 0       | true      | -                            | -     | 1      | downgrade
          migration-failed   | migrate  | 3        | false   | 7    | 0       | true      | -                            | -     | ask    | the plan allows 0
          # the plan's own rules
          migration-failed   | migrate  | 123      | false   | 0    | 0       | true      | migration-failed:-:3         | -     | 3      | The plan says level 3
          migration-failed   | migrate  | 123      | false   | 0    | 0       | true      | migration-failed:rollout:3   | -     | 1      | downgrade
          migration-failed   | migrate  | 123      | false   | 0    | 0       | true      | migration-failed:migrate:2   | -     | 2      | The plan says level 2
          migration-failed   | migrate  | 123      | false   | 0    | 0       | true      | rollout-failed:-:3           | -     | 1      | downgrade
          migration-failed   | migrate  | 123      | false   | 0    | 0       | true      | migration-failed:-:-         | -     | ask    | wants a person to decide
          migration-failed   | migrate  | 13       | false   | 0    | 0       | true      | migration-failed:-:2         | -     | 1      | Level 2 is not possible
          migration-failed   | migrate  | 123      | false   | 7    | 0       | true      | migration-failed:-:3         | -     | ask    | would lose 7 rows
          migration-failed   | migrate  | 123      | true    | 0    | 0       | true      | migration-failed:-:2         | -     | 2      | The plan says level 2
          # a person is asked every time
          migration-failed   | migrate  | 123      | false   | 0    | 0       | false     | -                            | -     | ask    | every rollback
          migration-failed   | migrate  | 123      | false   | 0    | 0       | false     | migration-failed:-:3         | -     | ask    | every rollback
          operator           | sign-off | 123      | false   | 0    | 0       | true      | -                            | -     | ask    | it broke
          # what a person asked for
          operator           | validate | 123      | false   | 0    | 0       | true      | -                            | 2     | 2      | A person asked for level 2
          operator           | validate | 13       | false   | 0    | 0       | true      | -                            | 2     | ask    | was asked for but is not possible
          operator           | validate | 123      | false   | 7    | 0       | true      | -                            | 3     | 3      | A person asked for level 3
          operator           | validate | 123      | false   | 0    | 0       | false     | -                            | 1     | 1      | A person asked for level 1
          operator           | validate | 123      | false   | 0    | 0       | false     | -                            | any   | 1      | downgrade
          operator           | validate | 123      | false   | 0    | 0       | false     | -                            | abort | 1      | downgrade
          operator           | validate | 3        | false   | 7    | 0       | true      | -                            | any   | ask    | would lose 7 rows
          data-corruption    | validate | 123      | false   | 0    | 0       | false     | -                            | any   | 3      | only from the backup
          migration-failed   | migrate  | 123      | false   | 0    | 0       | true      | migration-failed:-:-         | any   | 1      | downgrade
          operator           | validate | 123      | false   | 0    | 0       | true      | operator:-:2                 | abort | 2      | The plan says level 2
          """)
  void theLevelFollowsFrom(
      String cause,
      String phase,
      @Nullable String possible,
      boolean partial,
      long rows,
      long allowed,
      boolean automatic,
      @Nullable String rule,
      @Nullable String wish,
      String chosen,
      String reason) {
    Failure failure = new Failure(cause(cause), phase(phase), null, "it broke", Story.BEGIN);
    RollbackPolicy policy =
        new RollbackPolicy(
            automatic, true, allowed, rule == null ? List.of() : List.of(rule(rule)), List.of());
    Assessment assessment =
        new Assessment(
            failure, wish(wish), policy, partial, prices(possible == null ? "" : possible, rows));

    switch (RollbackDecision.choose(assessment)) {
      case RollbackDecision.Choice choice -> {
        assertThat(Integer.toString(choice.level().number())).isEqualTo(chosen);
        assertThat(choice.reasons().getFirst()).contains(cause).contains(phase);
        assertThat(choice.reasons()).anyMatch(said -> said.contains(reason));
      }
      case RollbackDecision.Ask ask -> {
        assertThat(chosen).as(ask.why()).isEqualTo("ask");
        assertThat(ask.why()).contains(reason);
      }
    }
  }

  private static List<PricedLevel> prices(String possible, long rows) {
    List<PricedLevel> prices = new ArrayList<>();
    for (RollbackLevel level : RollbackLevel.values()) {
      boolean can = possible.contains(Integer.toString(level.number()));
      prices.add(
          new PricedLevel(
              level,
              can,
              level == RollbackLevel.RESTORE ? rows : 0,
              Duration.ofMinutes(1),
              can ? "it can be done" : "it cannot be done"));
    }
    return prices;
  }

  private static @Nullable Wish wish(@Nullable String word) {
    return switch (word) {
      case null -> null;
      case "abort" -> new Wish.Abort();
      case "any" -> new Wish.RollBack(null);
      default -> new Wish.RollBack(RollbackLevel.of(Integer.parseInt(word)));
    };
  }

  private static RollbackPolicy.Rule rule(String text) {
    String[] parts = text.split(":", -1);
    return new RollbackPolicy.Rule(
        cause(parts[0]),
        parts[1].equals("-") ? null : phase(parts[1]),
        parts[2].equals("-") ? null : RollbackLevel.of(Integer.parseInt(parts[2])));
  }

  private static Cause cause(String word) {
    return List.of(Cause.values()).stream()
        .filter(cause -> cause.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  private static Phase phase(String word) {
    return List.of(Phase.values()).stream()
        .filter(phase -> phase.word().equals(word))
        .findFirst()
        .orElseThrow();
  }
}
