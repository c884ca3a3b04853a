package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Progress;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.event.DeploymentFailed;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.event.StepFailed;
import io.changeover.contracts.report.StepReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static PlanSketch migrating() {
    return new PlanSketch().with(Steps.backup("dump"));
  }

  private static PlanSketch checks(String... ids) {
    PlanSketch sketch = new PlanSketch();
    for (String id : ids) {
      sketch.with(Steps.check(id, Phase.PREFLIGHT));
    }
    return sketch;
  }

  @Test
  void stepsRunSideBySideUnlessOneWaitsForAnother() {
    Story story =
        Story.of(
            checks("disk", "memory")
                .with(Steps.after(Steps.check("report", Phase.PREFLIGHT), "disk", "memory")));

    story.thenInFlight("disk", "memory");
    story.succeed("memory").thenInFlight("disk");
    story.succeed("disk").thenInFlight("report");
  }

  @Test
  void theNextPhaseBeginsWhenAllOfThisOneIsDone() {
    Story story = Story.of(checks("disk", "memory").with(Steps.backup("dump")));

    story.succeed("disk").thenIn(State.Preflight.class);
    story.succeed("memory").thenIn(State.BackingUp.class).thenInFlight("dump");
  }

  @Test
  void aFailedVerifyCheckFailsAsItsStepWould() {
    Story story =
        Story.of(PlanSketch.usual()).untilInFlight("tables.verify-1").fail("tables.verify-1");

    assertThat(story.newest(FailureDetected.class).cause()).isEqualTo(Cause.MIGRATION_FAILED);
    story.until(State.RolledBack.class);
    assertThat(story.run("tables", Direction.BACK)).isPresent();
    assertThat(story.run("indexes", Direction.BACK)).isEmpty();
  }

  @Test
  void ofSeveralFailuresTheWorstIsTheCauseAndNothingElseIsBegun() {
    Story story =
        Story.of(
                migrating()
                    .with(Steps.migration("tables"))
                    .with(Steps.meaning(Steps.check("rows", Phase.MIGRATE), Cause.DATA_CORRUPTION))
                    .with(Steps.after(Steps.migration("indexes"), "tables")))
            .untilInFlight("tables");

    story.fail("tables").thenIn(State.Migrating.class).thenInFlight("rows");
    story.fail("rows").thenIn(State.AssessingFailure.class);

    assertThat(story.newest(FailureDetected.class).cause()).isEqualTo(Cause.DATA_CORRUPTION);
    assertThat(story.run("indexes", Direction.FORWARD)).isEmpty();
  }

  @Test
  void aCriticalFailureIsActedOnWhateverElseFailed() {
    Story story =
        Story.of(
                new PlanSketch()
                    .with(Steps.backup("dump"))
                    .with(Steps.migration("tables"))
                    .with(Steps.check("first", Phase.VALIDATE))
                    .with(
                        Steps.critical(
                            Steps.meaning(
                                Steps.check("second", Phase.VALIDATE), Cause.PERFORMANCE))))
            .untilInFlight("first");

    story.fail("first").fail("second").until(State.RolledBack.class);

    assertThat(story.newest(RollbackDecided.class).level()).isEqualTo(RollbackLevel.RESTORE);
  }

  @Test
  void aStepIsTriedAsOftenAsThePlanSays() {
    Story story =
        Story.of(new PlanSketch().with(Steps.attempts(Steps.check("disk", Phase.PREFLIGHT), 3)));

    story.fail("disk");
    assertThat(story.sent()).containsExactly("disk/forward/2");
    story.fail("disk");
    assertThat(story.sent()).containsExactly("disk/forward/3");
    story.fail("disk").thenIn(State.Failed.class);
    assertThat(story.events(StepFailed.class).stream().map(StepFailed::willRetry))
        .containsExactly(true, true, false);
  }

  @Test
  void whatStoppedHalfWayIsNotTriedAgainByItself() {
    Story story =
        Story.of(
            new PlanSketch()
                .with(Steps.backup("dump"))
                .with(Steps.attempts(Steps.migration("tables"), 3)));

    story.untilInFlight("tables").fail("tables", FailureCode.PARTIALLY_APPLIED);

    assertThat(story.newest(StepFailed.class).willRetry()).isFalse();
    story.thenIn(State.AssessingFailure.class);
  }

  @Test
  void nothingIsMigratedWithoutAVerifiedBackup() {
    Story story =
        Story.of(migrating().with(Steps.migration("tables")), new Shown(false, true, 0, true));

    story.until(State.Failed.class);

    assertThat(story.newest(DeploymentFailed.class).summary()).contains("no verified backup");
    assertThat(story.run("tables", Direction.FORWARD)).isEmpty();
  }

  @Test
  void stepsThatWaitForNothingThatRunsDoNotStandStillForEver() {
    Story story =
        Story.of(
            new PlanSketch()
                .with(Steps.after(Steps.check("a", Phase.PREFLIGHT), "b"))
                .with(Steps.after(Steps.check("b", Phase.PREFLIGHT), "a")));

    story.thenIn(State.Failed.class);

    assertThat(story.newest(FailureDetected.class).summary()).contains("preflight");
  }

  @Test
  void repeatedLateAndOvertakenReportsChangeNothing() {
    Story story =
        Story.of(new PlanSketch().with(Steps.attempts(Steps.check("disk", Phase.PREFLIGHT), 2)));
    StepCommand first = story.inFlight("disk");
    StepReport.Of of = Story.of(first);
    Input.Reported began = new Input.Reported(new StepReport.Started(of, story.now()));
    Progress half = new Progress(1, 2, "files", "");

    story.when(new Input.Reported(new StepReport.Progressed(of, story.now(), half)));
    story.when(began).thenNothing();
    story.fail("disk");
    story.when(began).thenNothing();
    story.when(new Input.Reported(story.success(first))).thenNothing();
    story.succeed("disk").thenIn(State.Succeeded.class);
    story.when(new Input.Reported(story.failure(first, FailureCode.TOOL_FAILED))).thenNothing();
  }

  @Test
  void aReportOnAnUnknownStepChangesNothing() {
    Story story = Story.of(checks("disk"));
    StepCommand other = Story.of(checks("memory")).inFlight("memory");

    story.when(new Input.Reported(story.success(other))).thenNothing();
  }

  @Test
  void aCommandIsRepeatedEveryHalfMinuteWithTheSameId() {
    Story story = Story.of(checks("disk"));
    StepCommand told = story.inFlight("disk");

    for (int repeat = 1; repeat <= 3; repeat++) {
      story.due();
      assertThat(story.now())
          .isEqualTo(Story.BEGIN.plus(DueTime.REPEAT_AFTER.multipliedBy(repeat)));
      assertThat(story.sent()).containsExactly("disk/forward/1");
    }
    assertThat(story.inFlight("disk")).isEqualTo(told);
  }

  @Test
  void nothingIsRepeatedBeforeItsTime() {
    Story story = Story.of(checks("disk")).later(Duration.ofSeconds(29)).tick();

    assertThat(story.sent()).isEmpty();
  }

  @Test
  void aSilentSpecialistFailsTheStepAfterItsTimeoutAndGrace() {
    Story story = Story.of(checks("disk"));

    while (story.state().state() instanceof State.Preflight) {
      story.due();
    }

    assertThat(story.now()).isEqualTo(Story.BEGIN.plus(Steps.TIMEOUT).plus(Turn.GRACE));
    assertThat(story.cancelled()).containsExactly("disk/forward/1");
    assertThat(story.newest(StepFailed.class).reason().code()).isEqualTo(FailureCode.SILENT);
    story.thenIn(State.Failed.class);
  }

  @Test
  void aStepThatChangesAndFallsSilentIsRolledBack() {
    Story story = Story.of(PlanSketch.usual()).untilInFlight("tables");

    while (story.state().state() instanceof State.Migrating) {
      story.due();
    }

    story.until(State.RolledBack.class);
    assertThat(story.run("tables", Direction.BACK).orElseThrow().succeeded()).isTrue();
  }

  @Test
  void everythingInThePlanEndsWell() {
    Story story = Story.of(PlanSketch.usual()).until(State.Succeeded.class);

    assertThat(story.state().plan().steps())
        .allMatch(step -> story.state().run(step.id()).orElseThrow().succeeded());
    assertThat(story.state().evidence(new StepId("dump"))).isPresent();
    assertThat(DueTime.of(story.state(), story.now())).isEmpty();
  }
}
