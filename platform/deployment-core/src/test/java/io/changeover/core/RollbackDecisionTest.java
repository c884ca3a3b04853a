package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.Severity;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.plan.RollbackPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The choice of the rollback level as a table, rollback-decisions.csv. {@code possible} names the
 * levels that are, a cause with {@code !} is that of a critical step, {@code rows} is what a level
 * would lose ({@code ?} when nobody knows), level 3 when none is named, {@code rule} is cause,
 * phase and level and, where it names one, severity of the plan's own rule, {@code wish} is a
 * person's: a level, {@code any} or {@code abort}.
 */
class RollbackDecisionTest {
  @ParameterizedTest
  @CsvFileSource(
      resources = "rollback-decisions.csv",
      delimiter = '|',
      nullValues = "-",
      useHeadersInDisplayName = true)
  void theLevelFollowsFrom(
      String cause,
      String phase,
      @Nullable String possible,
      boolean partial,
      String rows,
      long allowed,
      boolean automatic,
      @Nullable String rule,
      @Nullable String wish,
      String chosen,
      String reason) {
    Failure failure = new Failure(cause(cause), phase(phase), null, "it broke", Story.BEGIN);
    Severity severity = cause.endsWith("!") ? Severity.CRITICAL : Severity.MAJOR;
    RollbackPolicy policy =
        new RollbackPolicy(
            automatic, true, allowed, rule == null ? List.of() : List.of(rule(rule)), List.of());
    Assessment assessment =
        new Assessment(
            failure,
            wish(wish),
            policy,
            severity,
            null,
            partial,
            prices(possible == null ? "" : possible, rows));

    switch (RollbackDecision.choose(assessment)) {
      case RollbackDecision.Choice choice -> {
        isChosen(choice, chosen, reason);
        assertThat(choice.reasons().getFirst()).contains(cause(cause).word()).contains(phase);
      }
      case RollbackDecision.Ask ask -> isAsked(ask, chosen, reason);
    }
  }

  private static void isAsked(RollbackDecision.Ask ask, String chosen, String reason) {
    assertThat(chosen).as(ask.why()).isEqualTo("ask");
    assertThat(ask.why()).contains(reason);
  }

  private static void isChosen(RollbackDecision.Choice choice, String chosen, String reason) {
    assertThat(Integer.toString(choice.level().number())).isEqualTo(chosen);
    assertThat(choice.reasons()).anyMatch(said -> said.contains(reason));
  }

  private static List<PricedLevel> prices(String possible, String rows) {
    String lost = rows.substring(rows.indexOf(':') + 1);
    int loses = rows.contains(":") ? Integer.parseInt(rows.substring(0, rows.indexOf(':'))) : 3;
    List<PricedLevel> prices = new ArrayList<>();
    for (RollbackLevel level : RollbackLevel.values()) {
      boolean can = possible.contains(Integer.toString(level.number()));
      prices.add(
          new PricedLevel(
              level,
              can,
              level.number() == loses ? number(lost) : Long.valueOf(0),
              Duration.ofMinutes(1),
              can ? "it can be done" : "it cannot be done"));
    }
    return prices;
  }

  private static @Nullable Long number(String rows) {
    return rows.equals("?") ? null : Long.valueOf(rows);
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
        parts[0].equals("-") ? null : cause(parts[0]),
        parts[1].equals("-") ? null : phase(parts[1]),
        parts[2].equals("-") ? null : RollbackLevel.of(Integer.parseInt(parts[2])),
        parts.length > 3 ? Severity.of(parts[3]) : null);
  }

  private static Cause cause(String word) {
    return List.of(Cause.values()).stream()
        .filter(cause -> cause.word().equals(word.replace("!", "")))
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
