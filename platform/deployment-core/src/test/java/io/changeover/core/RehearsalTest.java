package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Receipt;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.event.DeploymentFailed;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.RehearsalPassed;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.DropClone;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static PlanSketch sketch(Integer... levels) {
    return new PlanSketch()
        .with(Steps.backup("dump"))
        .with(Steps.migration("tables"))
        .with(Steps.after(Steps.migration("indexes"), "tables"))
        .with(Steps.check("smoke", Phase.VALIDATE))
        .rehearsing(levels);
  }

  @Test
  void everyStepIsTriedThereAndBackAndThereAgainAndThenTheRestore() {
    assertThat(
            sketch(1, 3).build().steps().stream()
                .filter(step -> step.phase() == Phase.REHEARSE)
                .map(step -> step.id().value()))
        .containsExactly(
            "rehearse.clone",
            "rehearse.tables",
            "rehearse.indexes",
            "rehearse.indexes.back",
            "rehearse.tables.back",
            "rehearse.level-1",
            "rehearse.tables.again",
            "rehearse.indexes.again",
            "rehearse.level-3",
            "rehearse.level-3.compared",
            "rehearse.drop");
  }

  @Test
  void levelsThatAreNotNamedAreNotTried() {
    assertThat(
            sketch().build().steps().stream()
                .filter(step -> step.phase() == Phase.REHEARSE)
                .map(step -> step.id().value()))
        .containsExactly("rehearse.clone", "rehearse.tables", "rehearse.indexes", "rehearse.drop");
  }

  @Test
  void aRehearsedStepIsAimedAtTheScratchDatabase() {
    Story story = Story.of(sketch(1)).untilInFlight("rehearse.tables");

    StepCommand command = story.inFlight("rehearse.tables");
    assertThat(command.scratchOf(Steps.DB)).contains("changeover_rehearsal_1");
    assertThat(command.direction()).isEqualTo(Direction.FORWARD);

    StepCommand back = story.untilInFlight("rehearse.tables.back").inFlight("rehearse.tables.back");
    assertThat(back.scratchOf(Steps.DB)).contains("changeover_rehearsal_1");
    assertThat(back.direction()).isEqualTo(Direction.BACK);
    assertThat(back.evidence()).containsKey(new StepId("rehearse.tables.back"));
    assertThat(story.run("rehearse.tables.back", Direction.FORWARD)).isPresent();
  }

  @Test
  void nothingElseIsAimedAtAScratchDatabase() {
    Story story = Story.of(sketch(1)).untilInFlight("rehearse.clone");
    assertThat(story.inFlight("rehearse.clone").scratch()).isNull();
    assertThat(story.untilInFlight("tables").inFlight("tables").scratch()).isNull();
  }

  @Test
  void theReceiptSaysWhatWasTriedAndHowLongItTook() {
    Story story = Story.of(sketch(1, 3)).until(State.BackingUp.class);

    Receipt receipt = story.newest(RehearsalPassed.class).receipt();
    assertThat(receipt.planDigest()).isEqualTo(story.state().planDigest());
    assertThat(receipt.steps().stream().map(tried -> tried.step().value()))
        .containsExactly("tables", "indexes");
    assertThat(receipt.steps()).allMatch(tried -> tried.locks() == null);
    assertThat(receipt.levels().stream().map(Receipt.TriedLevel::level))
        .containsExactly(RollbackLevel.SCHEMA_DOWNGRADE, RollbackLevel.RESTORE);
    assertThat(story.state().receipt()).isEqualTo(receipt);
    assertThat(story.state().changed()).isFalse();
  }

  @Test
  void theReceiptSaysWhichLevelsWereNotTriedAndWhy() {
    assertThat(untried(sketch(1, 3)))
        .containsExactly("2: it moves traffic, which a copy of a database does not have");
    assertThat(untried(sketch(1, 3).blueNeedsOldSchema())).isEmpty();
    assertThat(
            untried(
                sketch(1)
                    .blueNeedsOldSchema()
                    .rule(Cause.ROLLOUT_FAILED, null, RollbackLevel.TRAFFIC_BACK)
                    .rule(Cause.PERFORMANCE, null, RollbackLevel.RESTORE)))
        .containsExactly(
            "2: it moves traffic, which a copy of a database does not have",
            "3: the plan's rehearsal leaves it out, although a rule of its rollback names it");
    assertThat(untried(sketch(3).blueNeedsOldSchema()))
        .containsExactly("1: the plan's rehearsal leaves it out");
  }

  private static List<String> untried(PlanSketch sketch) {
    Story story = Story.of(sketch).until(State.BackingUp.class);
    return Objects.requireNonNull(story.newest(RehearsalPassed.class).receipt().untried()).stream()
        .map(left -> left.level().number() + ": " + left.why())
        .toList();
  }

  @Test
  void whatTheRehearsalTookIsExpectedOfTheRealRun() {
    Story story = Story.of(sketch(1)).untilInFlight("rehearse.tables");
    StepCommand command = story.inFlight("rehearse.tables");
    succeedAfter(story, command, Duration.ofSeconds(7));
    story.until(State.BackingUp.class);

    PlanStep tables = story.state().plan().step(new StepId("tables")).orElseThrow();
    assertThat(Outlook.expected(story.state(), tables)).contains(Duration.ofSeconds(7));
    assertThat(Outlook.left(story.state(), story.now())).contains(Duration.ofSeconds(7));
  }

  private static void succeedAfter(Story story, StepCommand command, Duration took) {
    story.later(took);
    story.when(
        new Input.Reported(
            new io.changeover.contracts.report.StepReport.Succeeded(
                Story.of(command),
                story.now(),
                story.now().minus(took),
                new io.changeover.contracts.Evidence.None(),
                List.of())));
  }

  @Test
  void theWayBackIsExpectedToTakeWhatItTookOnTheCopy() {
    Story story = Story.of(sketch(1)).untilInFlight("rehearse.tables.back");
    StepCommand command = story.inFlight("rehearse.tables.back");
    succeedAfter(story, command, Duration.ofSeconds(3));
    story.untilInFlight("tables");

    assertThat(Outlook.prices(story.state()).getFirst().takes()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aFailedRehearsalEndsUnchangedWithItsScratchDatabaseDropped() {
    Story story = Story.of(sketch(1, 3)).untilInFlight("rehearse.indexes");

    story.fail("rehearse.indexes", FailureCode.PARTIALLY_APPLIED).thenInFlight("rehearse.drop");
    assertThat(story.events(DeploymentFailed.class)).isEmpty();
    story.succeed("rehearse.drop").thenIn(State.Failed.class);

    assertThat(story.newest(DeploymentFailed.class).summary())
        .contains("Nothing was changed")
        .doesNotContain("could not be dropped");
    assertThat(story.events(RehearsalPassed.class)).isEmpty();
  }

  @Test
  void anAbortedRehearsalDropsItsScratchDatabaseWithoutBeingCancelled() {
    Story story = Story.of(sketch(1)).untilInFlight("rehearse.tables");

    story.when(new Input.Abort(Story.LEAD, "not today")).fail("rehearse.tables");
    story.thenInFlight("rehearse.drop").due();
    assertThat(story.cancelled()).isEmpty();
    story.succeed("rehearse.drop").thenIn(State.Aborted.class);
  }

  @Test
  void whatCannotBeDroppedIsTriedSeveralTimesAndThenTold() {
    Story story = Story.of(sketch(1)).untilInFlight("rehearse.tables").fail("rehearse.tables");

    int tries = 0;
    while (story.state().state() instanceof State.AssessingFailure) {
      story.fail("rehearse.drop");
      tries++;
    }

    assertThat(tries).isGreaterThan(1);
    story.thenIn(State.Failed.class);
    assertThat(story.newest(DeploymentFailed.class).summary()).contains("could not be dropped");
  }

  @Test
  void noMigrationWhenTheSchemaIsNotTheOneRehearsedOn() {
    Story story =
        Story.of(sketch(1), new Shown(true, true, 0, true, false)).until(State.Failed.class);

    assertThat(story.newest(FailureDetected.class).summary())
        .contains("was changed since the rehearsal");
    assertThat(story.run("tables", Direction.FORWARD)).isEmpty();
  }

  @Test
  void eachMigratedDatabaseNeedsItsOwnBackup() {
    Story story =
        Story.of(
                new PlanSketch()
                    .with(Steps.backup("dump", new io.changeover.contracts.TargetAlias("db2")))
                    .with(Steps.migration("tables")))
            .until(State.Failed.class);

    assertThat(story.newest(FailureDetected.class).summary()).contains("no verified backup of db");
  }

  @Test
  void withoutABackupTheSchemaIsComparedByAStepOfItsOwn() {
    PlanSketch sketch =
        new PlanSketch()
            .approval("technical-lead", 1)
            .with(Steps.migration("tables"))
            .rehearsing(1)
            .waivingBackup();

    assertThat(accepted(Story.of(sketch)).newest(FailureDetected.class).summary())
        .contains("Nobody has looked whether 'db' still has the schema");
    accepted(Story.of(sketch.with(sameSchema()))).thenInFlight("same-schema");
  }

  private static Story accepted(Story story) {
    story.until(State.AwaitingApproval.class);
    return story.when(
        new Input.Approve(
            Story.LEAD, story.state().planDigest(), true, "read it", List.of("backup")));
  }

  private static PlanStep sameSchema() {
    return Steps.of(
        "same-schema",
        Phase.BACKUP,
        new Fingerprint(Steps.DB, RehearsalSteps.CLONE, FingerprintScope.SCHEMA),
        io.changeover.contracts.Cause.PREPARATION_FAILED);
  }

  @Test
  void everyScratchDatabaseHasItsDrop() {
    assertThat(
            sketch(3).build().steps().stream()
                .filter(step -> step.spec() instanceof DropClone)
                .map(PlanStep::rehearsal))
        .hasSize(1)
        .containsOnlyNulls();
  }
}
