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
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.HumanNeeded;
import io.changeover.contracts.event.RollbackCompleted;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.event.StepDispatched;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.Laravel;
import io.changeover.contracts.step.MaintenanceMode;
import io.changeover.contracts.step.StopInstance;
import java.time.Duration;
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

  @Test
  void usersComeBackWhereTheMigrationStaysAsWell() {
    PlanSketch sketch =
        new PlanSketch()
            .with(Steps.maintenance("shut-out", Phase.BACKUP, MaintenanceMode.ON))
            .with(Steps.after(Steps.backup("dump"), "shut-out"))
            .with(Steps.migration("tables"))
            .with(Steps.traffic("switch"))
            .with(Steps.check("smoke", Phase.VALIDATE));
    Shown rowsOfTheMigration = new Shown(true, true, 8, true);
    Story story =
        Story.of(sketch, rowsOfTheMigration)
            .untilInFlight("smoke")
            .when(rollBack(2))
            .fail("smoke")
            .until(State.RolledBack.class);

    assertThat(moves(story))
        .containsExactly("switch/back", "rollback.fingerprint/forward", "shut-out/back");
    assertThat(looks(story)).containsExactly("rollback.fingerprint data minor");
    assertThat(story.newest(RollbackCompleted.class).summary())
        .contains("The migration stays")
        .doesNotContain("Users wrote");
  }

  @Test
  void usersWhoWriteAfterARestoreDoNotUndoIt() {
    Story story =
        Story.of(PlanSketch.usual().losing(8), new Shown(true, true, 8, true))
            .untilInFlight("smoke")
            .when(rollBack(3))
            .fail("smoke")
            .until(State.RolledBack.class);

    assertThat(looks(story))
        .containsExactly("rollback.schema schema major", "rollback.fingerprint data minor");
  }

  @Test
  void whatUsersWroteMeanwhileIsToldAndDoesNotStopTheWayBack() {
    Story story =
        Story.of(PlanSketch.usual(), new Shown(true, true, 8, true))
            .untilInFlight("smoke")
            .when(rollBack(1))
            .fail("smoke")
            .until(State.RolledBack.class);

    assertThat(moves(story))
        .containsExactly(
            "switch/back",
            "green/back",
            "indexes/back",
            "tables/back",
            "rollback.schema/forward",
            "rollback.fingerprint/forward",
            "answers-again/forward");
    assertThat(looks(story))
        .containsExactly("rollback.schema schema major", "rollback.fingerprint data minor");
    assertThat(story.newest(RollbackCompleted.class).summary()).contains("Users wrote");
  }

  @Test
  void aDifferenceWhileUsersWereShutOutIsTheMigrations() {
    PlanSketch sketch =
        new PlanSketch()
            .with(Steps.maintenance("shut-out", Phase.BACKUP, MaintenanceMode.ON))
            .with(Steps.after(Steps.backup("dump"), "shut-out"))
            .with(Steps.migration("tables"))
            .with(Steps.check("smoke", Phase.VALIDATE))
            .with(Steps.maintenance("let-in", Phase.FINISH, MaintenanceMode.OFF))
            .with(Steps.after(Steps.check("answers", Phase.FINISH), "let-in"));
    Shown written = new Shown(true, true, 8, true);

    assertThat(looks(ledBackFrom("smoke", sketch, written)))
        .containsExactly("rollback.fingerprint all major");
    assertThat(looks(ledBackFrom("answers", sketch, written)))
        .containsExactly("rollback.schema schema major", "rollback.fingerprint data minor");
  }

  @Test
  void aVersionThatIsPutIntoServiceLetsUsersInAgain() {
    PlanSketch sketch =
        new PlanSketch()
            .with(
                Steps.of(
                    "stopped",
                    Phase.BACKUP,
                    new StopInstance(
                        Steps.APP, Instance.BLUE, new UrlPath("/health"), Duration.ofMinutes(1)),
                    Cause.PREPARATION_FAILED))
            .with(Steps.after(Steps.backup("dump"), "stopped"))
            .with(Steps.migration("tables"))
            .with(Steps.release("release"))
            .with(Steps.check("smoke", Phase.VALIDATE));
    Shown written = new Shown(true, true, 8, true);

    assertThat(looks(ledBackFrom("tables", sketch, written)))
        .containsExactly("rollback.fingerprint all major");
    assertThat(looks(ledBackFrom("smoke", sketch, written)))
        .containsExactly("rollback.schema schema major", "rollback.fingerprint data minor");
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
  void usersOfOneDatabaseDoNotExcuseWhatHappenedToAnother() {
    PlanSketch sketch =
        new PlanSketch()
            .with(Steps.backup("open", new TargetAlias("other")))
            .with(
                Steps.after(
                    Steps.maintenance("shut-out", Phase.BACKUP, MaintenanceMode.ON), "open"))
            .with(Steps.after(Steps.backup("closed"), "shut-out"))
            .with(Steps.migration("tables"))
            .with(Steps.check("smoke", Phase.VALIDATE));

    assertThat(looks(ledBackFrom("smoke", sketch, new Shown(true, true, 8, true))))
        .containsExactly(
            "rollback.schema schema major",
            "rollback.schema-2 schema major",
            "rollback.fingerprint data minor",
            "rollback.fingerprint-2 data major");
  }

  private static Story ledBackFrom(String step, PlanSketch sketch, Shown shown) {
    return Story.of(sketch, shown)
        .untilInFlight(step)
        .when(rollBack(1))
        .fail(step)
        .until(State.RolledBack.class);
  }

  /** The looks at the database after it was led back, as the backup service was told. */
  private static List<String> looks(Story story) {
    return story.commands().stream()
        .filter(command -> command.spec() instanceof Fingerprint)
        .map(command ->
            "%s %s %s"
                .formatted(
                    command.step(), ((Fingerprint) command.spec()).scope(), command.severity()))
        .toList();
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
