package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Argument;
import io.changeover.contracts.Cause;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.HumanNeeded;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.event.StepDispatched;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.contracts.step.Laravel;
import io.changeover.contracts.step.MaintenanceMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetreatTest {
  private static final Input.Abort ABORT = new Input.Abort(Story.LEAD, "enough");

  private static Input.RollBack rollBack(@Nullable Integer level) {
    return new Input.RollBack(
        Story.LEAD, level == null ? null : RollbackLevel.of(level), "go back");
  }

  private static Story at(String step) {
    return Story.of(PlanSketch.usual()).untilInFlight(step);
  }

  private static List<String> moves(Story story) {
    return story.newest(RollbackDecided.class).moves().stream()
        .map(move -> move.step() + "/" + move.direction())
        .toList();
  }

  private static RollbackLevel decided(Story story) {
    return story.newest(RollbackDecided.class).level();
  }

  @Test
  void anAbortBeforeAChangeEndsWhenWhatRunsHasEnded() {
    Story story = at("disk").when(ABORT);

    assertThat(story.cancelled()).containsExactly("disk/forward/1");
    story.thenIn(State.AssessingFailure.class);
    story.fail("disk", FailureCode.CANCELLED).thenIn(State.Aborted.class);
  }

  @Test
  void aStepThatEndsWellAlthoughCancelledDoesNotHinderTheAbort() {
    at("disk").when(ABORT).succeed("disk").thenIn(State.Aborted.class);
  }

  @Test
  void aCancelledStepThatNeverReportsIsNotWaitedForForEver() {
    Story story = at("tables").when(ABORT);
    int cancels = 0;
    while (!story
        .state()
        .inFlight()
        .filter(run -> run.key().step().value().equals("tables"))
        .toList()
        .isEmpty()) {
      story.due();
      cancels += story.cancelled().size();
    }

    assertThat(cancels).as("told to stop again with every repeat").isGreaterThan(5);
    story.until(State.RolledBack.class);
  }

  @Test
  void anAbortAfterAChangeIsARollback() {
    Story story = at("smoke").when(ABORT).fail("smoke", FailureCode.CANCELLED);

    story.until(State.RolledBack.class);

    assertThat(decided(story)).isEqualTo(RollbackLevel.SCHEMA_DOWNGRADE);
    assertThat(moves(story))
        .containsExactly(
            "switch/back",
            "green/back",
            "indexes/back",
            "tables/back",
            "rollback.fingerprint/forward",
            "answers-again/forward");
  }

  @Test
  void usersComeBackAfterTheDatabaseWasCompared() {
    PlanSketch sketch =
        new PlanSketch()
            .with(Steps.maintenance("shut-out", Phase.BACKUP, MaintenanceMode.ON))
            .with(Steps.after(Steps.backup("dump"), "shut-out"))
            .with(Steps.migration("tables"))
            .with(Steps.check("smoke", Phase.VALIDATE))
            .verifyAfterwards("answers-again");
    for (int level : List.of(1, 3)) {
      Story story = Story.of(sketch).untilInFlight("smoke").when(rollBack(level)).fail("smoke");

      story.until(State.RolledBack.class);

      assertThat(moves(story))
          .containsExactly(
              level == 1 ? "tables/back" : "dump/back",
              "rollback.fingerprint/forward",
              "shut-out/back",
              "answers-again/forward");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureCode.class,
      names = {"TIMED_OUT", "CANCELLED", "SILENT"})
  void aMigrationThatCommitsPiecemealAndWasBrokenOffComesBackFromTheBackup(FailureCode how) {
    PlanSketch sketch =
        new PlanSketch()
            .with(Steps.backup("dump"))
            .with(
                Steps.of(
                    "tables",
                    Phase.MIGRATE,
                    new Laravel(
                        new WorkspaceName("shop"), Steps.DB, List.of(new Argument("2026_one"))),
                    Cause.MIGRATION_FAILED));

    Story story =
        Story.of(sketch).untilInFlight("tables").fail("tables", how).until(State.RolledBack.class);

    assertThat(decided(story)).isEqualTo(RollbackLevel.RESTORE);
  }

  @Test
  void movesAreDoneOneAfterTheOtherInTheirOrder() {
    Story story = at("smoke").fail("smoke").until(State.RollingBack.class);
    int from = story.log().indexOf(story.newest(RollbackDecided.class));

    story.until(State.RolledBack.class);

    assertThat(
            story.log().subList(from, story.log().size()).stream()
                .filter(StepSucceeded.class::isInstance)
                .map(event ->
                    ((StepSucceeded) event).step() + "/" + ((StepSucceeded) event).direction()))
        .containsExactlyElementsOf(moves(story));
  }

  @Test
  void beforeAChangeThereIsNothingToRollBack() {
    at("disk").when(rollBack(null)).thenRefused(RejectionReason.Code.NOTHING_TO_ROLL_BACK);
  }

  @Test
  void aPersonsLevelIsTaken() {
    Story story = at("smoke").when(rollBack(3)).fail("smoke").until(State.RolledBack.class);

    assertThat(decided(story)).isEqualTo(RollbackLevel.RESTORE);
    assertThat(moves(story))
        .containsExactly(
            "switch/back",
            "green/back",
            "dump/back",
            "rollback.fingerprint/forward",
            "answers-again/forward");
  }

  @Test
  void withoutALevelOneIsChosen() {
    Story story = at("smoke").when(rollBack(null)).fail("smoke").until(State.RolledBack.class);

    assertThat(decided(story)).isEqualTo(RollbackLevel.SCHEMA_DOWNGRADE);
  }

  @Test
  void whileItGoesBackNobodyTurnsItRound() {
    Story story = at("smoke").fail("smoke").until(State.RollingBack.class);

    story.when(ABORT).thenRefused(RejectionReason.Code.WRONG_STATE);
    story.when(rollBack(3)).thenRefused(RejectionReason.Code.WRONG_STATE);
    story.when(new Input.Pause(Story.LEAD, "wait")).thenRefused(RejectionReason.Code.WRONG_STATE);
  }

  @Test
  void aStepWhoseWayForwardFailedIsLedBackAsWell() {
    Story story = at("indexes").fail("indexes").until(State.RolledBack.class);

    assertThat(moves(story)).startsWith("indexes/back", "tables/back");
  }

  @Test
  void aFailedMigrationIsMendedAndTriedAgainAndAllEndsWell() {
    Story story =
        Story.of(PlanSketch.usual().askingEveryTime())
            .untilInFlight("tables")
            .fail("tables")
            .until(State.NeedsHuman.class);

    story.retry("tables").thenIn(State.Migrating.class).thenInFlight("tables");

    assertThat(story.state().openTasks()).isEmpty();
    story.until(State.Succeeded.class);
    assertThat(story.run("tables", Direction.FORWARD).orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void allThatFailedInThePhaseIsTriedAgainTogether() {
    Story story =
        Story.of(
                new PlanSketch()
                    .with(Steps.backup("dump"))
                    .with(Steps.migration("tables"))
                    .with(Steps.migration("indexes"))
                    .askingEveryTime())
            .untilInFlight("tables")
            .fail("tables")
            .fail("indexes")
            .until(State.NeedsHuman.class);

    story.retry("tables").thenInFlight("tables", "indexes");
  }

  @Test
  void aRollbackAfterARetriedStepLeadsItBack() {
    Story story =
        Story.of(PlanSketch.usual().askingEveryTime())
            .untilInFlight("tables")
            .fail("tables")
            .until(State.NeedsHuman.class)
            .retry("tables")
            .untilInFlight("smoke")
            .when(rollBack(1))
            .fail("smoke")
            .until(State.RolledBack.class);

    assertThat(moves(story)).contains("tables/back", "indexes/back");
  }

  @Test
  void aFailedMoveMakesAPersonDecideAndItsRetryGoesOn() {
    Story story = at("smoke").fail("smoke").untilInFlight("indexes").fail("indexes");

    story.thenIn(State.NeedsHuman.class);
    assertThat(story.newest(HumanNeeded.class).options())
        .anyMatch(option -> option.startsWith("retry " + Story.ID + " indexes:"));
    story.retry("smoke").thenRefused(RejectionReason.Code.STEP_NOT_FAILED);
    story.retry("indexes").thenIn(State.RollingBack.class);
    assertThat(story.sent()).containsExactly("indexes/back/2");
    story.until(State.RolledBack.class);
  }

  @Test
  void afterAFailedDowngradeTheBackupIsRestoredWithFreshCommands() {
    Story story = at("smoke").fail("smoke").untilInFlight("indexes").fail("indexes");

    story.when(rollBack(3)).until(State.RolledBack.class);

    assertThat(decided(story)).isEqualTo(RollbackLevel.RESTORE);
    assertThat(story.newest(FailureDetected.class).cause()).isEqualTo(Cause.VALIDATION_FAILED);
    assertThat(story.run("switch", Direction.BACK).orElseThrow().attempt()).isEqualTo(2);
    assertThat(story.run("switch", Direction.PROBE).orElseThrow().attempt()).isEqualTo(2);
    List<CommandId> commands =
        story.events(StepDispatched.class).stream().map(StepDispatched::command).toList();
    assertThat(commands).doesNotHaveDuplicates();
  }

  @Test
  void whatWasLedBackIsNotLedForwardAgain() {
    Story story =
        Story.of(PlanSketch.usual(), new Shown(true, false, 0, true))
            .untilInFlight("smoke")
            .fail("smoke")
            .untilInFlight("indexes")
            .fail("indexes")
            .when(rollBack(3))
            .until(State.NeedsHuman.class);
    assertThat(story.newest(HumanNeeded.class).why()).contains("Level 3 was asked for");

    story.retry("smoke").thenRefused(RejectionReason.Code.STEP_NOT_FAILED);

    assertThat(story.newest(HumanNeeded.class).options())
        .noneMatch(option -> option.startsWith("retry"));
  }

  @Test
  void aVerificationThatFailsIsNotARollback() {
    Story story =
        at("smoke")
            .fail("smoke")
            .untilInFlight("rollback.fingerprint")
            .fail("rollback.fingerprint");

    story.thenIn(State.NeedsHuman.class);
    story.retry("rollback.fingerprint").until(State.RolledBack.class);
  }

  @Test
  void anAbortOfWhatNeedsAPersonIsARollbackByItsCause() {
    Story story =
        Story.of(
                new PlanSketch()
                    .with(Steps.backup("dump"))
                    .with(Steps.meaning(Steps.migration("rows"), Cause.DATA_CORRUPTION))
                    .askingEveryTime())
            .untilInFlight("rows")
            .fail("rows")
            .until(State.NeedsHuman.class);

    story.when(ABORT).until(State.RolledBack.class);

    assertThat(decided(story)).isEqualTo(RollbackLevel.RESTORE);
  }

  @Test
  void everyDatabaseComesBackFromItsOwnBackup() {
    Story story =
        Story.of(
                new PlanSketch()
                    .with(Steps.backup("dump"))
                    .with(Steps.backup("dump-2", new TargetAlias("db2")))
                    .with(Steps.migration("tables")))
            .untilInFlight("tables")
            .fail("tables", FailureCode.PARTIALLY_APPLIED)
            .until(State.RolledBack.class);

    assertThat(moves(story))
        .containsExactly(
            "dump-2/back",
            "dump/back",
            "rollback.fingerprint/forward",
            "rollback.fingerprint-2/forward");
  }

  @Test
  void changesOfLaterPhasesAreLedBackFirst() {
    Story story =
        Story.of(
                new PlanSketch()
                    .with(Steps.backup("dump"))
                    .with(Steps.migration("tables"))
                    .with(
                        Steps.of(
                            "stop", Phase.FINISH, Steps.start("x").spec(), Cause.ROLLOUT_FAILED)))
            .untilInFlight("stop")
            .when(rollBack(1))
            .fail("stop")
            .until(State.RolledBack.class);

    assertThat(moves(story))
        .containsExactly("stop/back", "tables/back", "rollback.fingerprint/forward");
  }

  @Test
  void theEndIsTheEnd() {
    Story story = at("disk").fail("disk").thenIn(State.Failed.class);
    int before = story.log().size();

    story.when(rollBack(null)).thenRefused(RejectionReason.Code.DEPLOYMENT_ENDED);
    story.when(new Input.AddNote(Story.DBA, "a pity")).thenIn(State.Failed.class);
    story.tick();

    assertThat(story.log()).hasSize(before + 2);
  }
}
