package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.WatchWindowPassed;
import io.changeover.contracts.event.WatchWindowStarted;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Duration EVERY = Duration.ofMinutes(20);

  private static Story watching(int failuresInARow) {
    return Story.of(
        new PlanSketch()
            .with(Steps.backup("dump"))
            .with(Steps.migration("tables"))
            .window("hour", Duration.ofHours(1), EVERY, failuresInARow, "health", "errors")
            .askingEveryTime());
  }

  private static Story begun(int failuresInARow) {
    return watching(failuresInARow).until(State.Watching.class).thenInFlight("health", "errors");
  }

  private static Story goodRound(Story story) {
    return story.succeed("health").succeed("errors");
  }

  private static Story badRound(Story story) {
    return story.succeed("health").fail("errors");
  }

  @Test
  void roundsFollowEachOtherUntilTheWindowEnds() {
    Story story = begun(1);
    Instant begin = story.newest(WatchWindowStarted.class).at();
    for (int round = 1; round <= 3; round++) {
      assertThat(story.now()).isEqualTo(begin.plus(EVERY.multipliedBy(round - 1)));
      goodRound(story).due();
    }

    story.thenIn(State.Succeeded.class);
    assertThat(story.now()).isEqualTo(begin.plus(Duration.ofHours(1)));
    WatchWindowPassed passed = story.newest(WatchWindowPassed.class);
    assertThat(passed.rounds()).isEqualTo(3);
    assertThat(passed.roundsFailed()).isZero();
  }

  @Test
  void oneBadRoundIsForgivenWhereTwoInARowAreAsked() {
    Story story = badRound(begun(2)).due();
    story = goodRound(story).due();

    badRound(story).thenIn(State.Watching.class);
    assertThat(story.state().watch().roundsFailed()).isEqualTo(2);
    assertThat(story.state().watch().failedInARow()).isEqualTo(1);
  }

  @Test
  void twoBadRoundsInARowAreAFailure() {
    Story story = badRound(begun(2)).due();

    badRound(story).thenIn(State.AssessingFailure.class);
  }

  @Test
  void aRoundEndsWhenAllItsChecksHaveEnded() {
    Story story = begun(1).fail("errors").thenIn(State.Watching.class);

    story.succeed("health").thenIn(State.AssessingFailure.class);
  }

  @Test
  void aSilentCheckCountsAsFailed() {
    Story story = begun(1).succeed("health");

    while (story.state().state() instanceof State.Watching) {
      story.due();
    }

    story.thenIn(State.AssessingFailure.class);
  }

  @Test
  void afterARetryTheWholeRoundIsLookedAtAgainEvenAtTheWindowsEnd() {
    Story story = begun(1).fail("health").fail("errors").until(State.NeedsHuman.class);

    story.later(Duration.ofHours(5)).retry("errors");

    story.thenIn(State.Watching.class).thenInFlight("health", "errors");
    goodRound(story).thenIn(State.Succeeded.class);
  }

  @Test
  void afterARetryFailuresAreCountedAfresh() {
    Story story = badRound(begun(2)).due();
    badRound(story).until(State.NeedsHuman.class).retry("errors");

    badRound(story).thenIn(State.Watching.class);
  }

  @Test
  void windowsFollowEachOtherAndEndByTheWatchsBegin() {
    Story story =
        Story.of(
            new PlanSketch()
                .window("first", Duration.ofHours(1), EVERY, 1, "one")
                .window("second", Duration.ofHours(2), Duration.ofMinutes(40), 1, "two"));
    Instant begin = story.now();

    story.until(State.Succeeded.class);

    assertThat(story.now()).isEqualTo(begin.plus(Duration.ofHours(2)));
    assertThat(story.events(WatchWindowStarted.class).stream().map(WatchWindowStarted::until))
        .containsExactly(begin.plus(Duration.ofHours(1)), begin.plus(Duration.ofHours(2)));
    assertThat(story.events(WatchWindowPassed.class).stream().map(WatchWindowPassed::rounds))
        .containsExactly(3, 2);
  }

  @Test
  void aWindowWithoutChecksJustLasts() {
    Story story = Story.of(new PlanSketch().window("quiet", Duration.ofHours(1), EVERY, 1));

    story.due().thenIn(State.Succeeded.class);

    assertThat(story.now()).isEqualTo(Story.BEGIN.plus(Duration.ofHours(1)));
  }

  private static PlanSketch withTasksAtTheEnd() {
    return new PlanSketch()
        .with(Steps.backup("dump"))
        .with(Steps.migration("tables"))
        .with(Steps.check("archive", Phase.FINISH))
        .with(Steps.after(Steps.task("review", Phase.FINISH, "devops"), "archive"))
        .window("hour", Duration.ofHours(1), EVERY, 1, "health", "errors");
  }

  @Test
  void peopleTakeTheirTimeWhileTheDeploymentIsWatched() {
    Story story = Story.of(withTasksAtTheEnd().signOff("dba")).untilInFlight("health");
    assertThat(story.state().openTasks()).hasSize(1);
    for (int round = 1; round <= 3; round++) {
      goodRound(story).due();
    }

    story.thenIn(State.AwaitingSignOff.class);
    story.complete("sign-off.dba", TaskOutcome.DONE).thenIn(State.AwaitingSignOff.class);
    story.complete("review", TaskOutcome.DONE).thenIn(State.Succeeded.class);
  }

  @Test
  void aTaskThatFailsDuringTheWatchIsAFailureAndMayBeTriedAgain() {
    Story story =
        Story.of(withTasksAtTheEnd().signOff("dba").askingEveryTime()).untilInFlight("health");
    story.complete("review", TaskOutcome.FAILED).thenIn(State.Watching.class);
    goodRound(story);

    assertThat(story.newest(FailureDetected.class).step()).isEqualTo(new StepId("review"));
    story.until(State.NeedsHuman.class).retry("review").thenIn(State.Watching.class);
    story.complete("review", TaskOutcome.DONE).thenIn(State.Watching.class);
    assertThat(story.state().openTasks()).isEmpty();
  }

  @Test
  void aRuleForFinishHoldsForATaskOfItThatFailsDuringTheWatch() {
    PlanSketch sketch =
        withTasksAtTheEnd().signOff("dba").rule(Cause.VALIDATION_FAILED, Phase.FINISH, null);
    Story story = Story.of(sketch).untilInFlight("health");
    story.complete("review", TaskOutcome.FAILED);

    goodRound(story).until(State.NeedsHuman.class);
  }

  @Test
  void allLateTasksThatFailedAreTriedAgainTogether() {
    Story story =
        Story.of(
                withTasksAtTheEnd()
                    .with(Steps.task("docs", Phase.FINISH, "devops"))
                    .signOff("dba")
                    .askingEveryTime())
            .untilInFlight("health");
    story.complete("review", TaskOutcome.FAILED).complete("docs", TaskOutcome.FAILED);
    goodRound(story).until(State.NeedsHuman.class);

    story.retry("review").thenIn(State.Watching.class);

    assertThat(story.state().openTasks().map(task -> task.id().value()))
        .containsExactlyInAnyOrder("review", "docs");
    assertThat(story.events(FailureDetected.class)).hasSize(1);
  }

  @Test
  void whereNobodySignsOffTheTasksComeFirst() {
    Story story = Story.of(withTasksAtTheEnd()).untilInFlight("archive").succeed("archive");

    story.thenIn(State.Working.class);
    story.complete("review", TaskOutcome.DONE).thenInFlight("health", "errors");
  }
}
