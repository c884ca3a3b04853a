package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.event.HumanNeeded;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.event.RollbackDecided;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is looked at before a level is chosen, and what it makes possible. */
class AssessmentTest {
  private static Story assessed(PlanSketch sketch, Shown shown, String failing, FailureCode code) {
    return Story.of(sketch, shown)
        .untilInFlight(failing)
        .fail(failing, code)
        .thenIn(State.AssessingFailure.class);
  }

  private static PricedLevel price(Story story, int level) {
    return story.newest(RollbackDecided.class).prices().get(level - 1);
  }

  @Test
  void theWaysBackAreLookedAtSideBySide() {
    Story story = assessed(PlanSketch.usual(), Shown.WELL, "smoke", FailureCode.CHECK_FAILED);

    assertThat(story.sent()).containsExactlyInAnyOrder("switch/probe/1", "dump/probe/1");
  }

  @Test
  void aRolloutThatFailedGoesBackToBlueWhileBlueIsAlive() {
    Story story =
        assessed(PlanSketch.usual(), Shown.WELL, "green", FailureCode.TOOL_FAILED)
            .until(State.RolledBack.class);

    assertThat(story.newest(RollbackDecided.class).level()).isEqualTo(RollbackLevel.TRAFFIC_BACK);
    assertThat(story.newest(RollbackDecided.class).moves())
        .extracting(move -> move.step().value())
        .containsExactly("green", "rollback.fingerprint", "answers-again");
  }

  private static PlanSketch releases() {
    return new PlanSketch()
        .with(Steps.backup("dump"))
        .with(Steps.migration("tables"))
        .with(Steps.release("release"))
        .with(Steps.after(Steps.start("worker"), "release"));
  }

  @Test
  void aRolloutThatFailedGoesBackToTheVersionBeforeWhileThatIsThere() {
    Story story =
        assessed(releases(), Shown.WELL, "worker", FailureCode.TOOL_FAILED)
            .until(State.RolledBack.class);

    assertThat(story.newest(RollbackDecided.class).level()).isEqualTo(RollbackLevel.TRAFFIC_BACK);
    assertThat(story.newest(RollbackDecided.class).moves())
        .extracting(move -> move.step().value())
        .containsExactly("worker", "release", "rollback.fingerprint");
  }

  @Test
  void aVersionBeforeThatIsGoneLeavesLevelOne() {
    Story story =
        assessed(releases(), new Shown(true, true, 0, false), "worker", FailureCode.TOOL_FAILED)
            .until(State.RolledBack.class);

    assertThat(story.newest(RollbackDecided.class).level())
        .isEqualTo(RollbackLevel.SCHEMA_DOWNGRADE);
    assertThat(price(story, 2).remark()).contains("the version before was not seen alive");
  }

  @Test
  void aDeadBlueLeavesLevelOne() {
    Story story =
        assessed(
                PlanSketch.usual(),
                new Shown(true, true, 0, false),
                "green",
                FailureCode.TOOL_FAILED)
            .until(State.RolledBack.class);

    assertThat(story.newest(RollbackDecided.class).level())
        .isEqualTo(RollbackLevel.SCHEMA_DOWNGRADE);
    assertThat(price(story, 2).remark()).contains("blue was not seen alive");
  }

  @Test
  void aBlueThatNeedsTheOldSchemaLeavesLevelOne() {
    Story story =
        assessed(
                PlanSketch.usual().blueNeedsOldSchema(),
                Shown.WELL,
                "green",
                FailureCode.TOOL_FAILED)
            .until(State.RolledBack.class);

    assertThat(price(story, 2).possible()).isFalse();
    assertThat(story.newest(RollbackDecided.class).level())
        .isEqualTo(RollbackLevel.SCHEMA_DOWNGRADE);
  }

  @Test
  void aStepThatDoesNotLeadBackLeavesLevelThree() {
    PlanSketch sketch =
        new PlanSketch()
            .with(Steps.backup("dump"))
            .with(Steps.withoutWayBack("columns"))
            .with(Steps.check("smoke", Phase.VALIDATE));
    Story story =
        assessed(sketch, Shown.WELL, "smoke", FailureCode.CHECK_FAILED)
            .until(State.RolledBack.class);

    assertThat(price(story, 1).possible()).isFalse();
    assertThat(price(story, 1).remark()).isEqualTo("'columns' has no way back in the plan");
    assertThat(story.newest(RollbackDecided.class).level()).isEqualTo(RollbackLevel.RESTORE);
  }

  @Test
  void aMigrationThatStoppedHalfWayIsRestored() {
    Story story =
        assessed(PlanSketch.usual(), Shown.WELL, "tables", FailureCode.PARTIALLY_APPLIED)
            .until(State.RolledBack.class);

    assertThat(story.newest(RollbackDecided.class).level()).isEqualTo(RollbackLevel.RESTORE);
    assertThat(price(story, 1).possible()).isFalse();
  }

  @Test
  void aProgramThatStoppedHalfWayOutsideOfTheMigrationHasItsOwnWayBack() {
    Story story =
        assessed(PlanSketch.usual(), Shown.WELL, "green", FailureCode.PARTIALLY_APPLIED)
            .until(State.RolledBack.class);

    assertThat(price(story, 1).possible()).isTrue();
    assertThat(story.newest(RollbackDecided.class).level()).isEqualTo(RollbackLevel.TRAFFIC_BACK);
  }

  @Test
  void aDowngradeThatStoppedHalfWayIsRestoredToo() {
    Story story =
        assessed(PlanSketch.usual(), Shown.WELL, "smoke", FailureCode.CHECK_FAILED)
            .untilInFlight("tables")
            .fail("tables", FailureCode.PARTIALLY_APPLIED)
            .thenIn(State.NeedsHuman.class);

    story.when(new Input.RollBack(Story.LEAD, null, "go on")).until(State.RolledBack.class);

    assertThat(story.newest(RollbackDecided.class).level()).isEqualTo(RollbackLevel.RESTORE);
  }

  @Test
  void rowsThatWouldBeLostMakeAPersonDecide() {
    Shown written = new Shown(true, true, 12, true);
    Story story =
        assessed(PlanSketch.usual().losing(11), written, "tables", FailureCode.PARTIALLY_APPLIED)
            .until(State.NeedsHuman.class);

    assertThat(story.newest(HumanNeeded.class).why()).contains("lose 12 rows");
    assertThat(story.newest(HumanNeeded.class).options())
        .anyMatch(option -> option.contains("--level 3:") && option.contains("12 rows"));
    story
        .when(new Input.RollBack(Story.LEAD, RollbackLevel.RESTORE, "so be it"))
        .until(State.RolledBack.class);
  }

  @Test
  void aBackupThatCannotBeLookedAtIsNoWayBack() {
    Story story =
        assessed(PlanSketch.usual(), Shown.WELL, "tables", FailureCode.PARTIALLY_APPLIED)
            .fail("dump", FailureCode.TARGET_UNREACHABLE)
            .until(State.NeedsHuman.class);

    assertThat(story.newest(HumanNeeded.class).why()).contains("could not be looked at");
  }

  @Test
  void aSilentLookDoesNotHoldUpTheChoice() {
    Story story = assessed(PlanSketch.usual(), Shown.WELL, "tables", FailureCode.TOOL_FAILED);

    while (story.state().state() instanceof State.AssessingFailure) {
      story.due();
    }

    story.thenIn(State.RollingBack.class);
    assertThat(price(story, 3).possible()).isFalse();
  }

  /** Tables are made, filled by a copy, and used. */
  private static PlanSketch copied() {
    return new PlanSketch()
        .with(Steps.backup("dump"))
        .with(Steps.backup("dump-2", new TargetAlias("db2")))
        .with(Steps.migration("tables"))
        .with(Steps.after(Steps.copying("rows"), "tables"))
        .with(Steps.start("app"))
        .with(Steps.check("smoke", Phase.VALIDATE))
        .with(
            Steps.after(
                Steps.meaning(Steps.check("content", Phase.VALIDATE), Cause.DATA_CORRUPTION),
                "smoke"));
  }

  @Test
  void aCopyIntoWhichNobodyHasWrittenIsLedBackWithoutAsking() {
    Story story = assessed(copied(), Shown.WELL, "smoke", FailureCode.CHECK_FAILED);
    assertThat(story.sent())
        .containsExactlyInAnyOrder("rows/probe/1", "dump/probe/1", "dump-2/probe/1");

    story.until(State.RolledBack.class);

    assertThat(price(story, 1).rowsLost()).isZero();
    assertThat(price(story, 3).rowsLost()).isZero();
  }

  @Test
  void rowsWrittenAfterACopyMakeAPersonDecide() {
    Story story =
        assessed(copied(), Shown.written(5, 2), "smoke", FailureCode.CHECK_FAILED)
            .until(State.NeedsHuman.class);

    assertThat(story.newest(HumanNeeded.class).why()).contains("Level 1 would lose 5 rows");
    assertThat(story.newest(HumanNeeded.class).options())
        .anyMatch(option -> option.contains("--level 1: ") && option.contains("5 rows"))
        .anyMatch(option -> option.contains("--level 3: ") && option.contains("2 rows"));
    story
        .when(new Input.RollBack(Story.LEAD, RollbackLevel.SCHEMA_DOWNGRADE, "so be it"))
        .until(State.RolledBack.class);
  }

  @Test
  void rowsAddedAfterACopyCostTheRestoreToo() {
    Story story =
        assessed(copied(), Shown.written(5, 2), "content", FailureCode.CHECK_FAILED)
            .until(State.NeedsHuman.class);

    assertThat(story.newest(HumanNeeded.class).why()).contains("Level 3 would lose 2 rows");
  }

  @Test
  void rowsDamagedInPlaceDoNotKeepTheBackupAway() {
    Story story =
        assessed(copied(), Shown.written(5, 0), "content", FailureCode.CHECK_FAILED)
            .until(State.RolledBack.class);

    assertThat(story.newest(RollbackDecided.class).level()).isEqualTo(RollbackLevel.RESTORE);
    assertThat(price(story, 3).remark()).contains("at least 5 rows");
    assertThat(price(story, 1).rowsLost()).isEqualTo(5);
  }

  @Test
  void aCopyThatCannotBeLookedAtMayCostAnything() {
    Story story =
        assessed(copied().losing(1_000_000), Shown.WELL, "smoke", FailureCode.CHECK_FAILED)
            .fail("rows", FailureCode.TARGET_UNREACHABLE)
            .until(State.NeedsHuman.class);

    assertThat(story.newest(HumanNeeded.class).why())
        .contains("nobody knows how many rows")
        .contains("could not be counted");
  }

  @Test
  void aCopyThatWasNotBegunCostsNothing() {
    Story story =
        assessed(copied(), Shown.written(5, 2), "tables", FailureCode.TOOL_FAILED)
            .until(State.RolledBack.class);

    assertThat(price(story, 1).rowsLost()).isZero();
    assertThat(price(story, 1).remark())
        .as("what 0 leaves out")
        .contains("those that it has none for are lost and not counted");
  }

  @Test
  void whatACopyMayLoseIsToldToWhomLeadsItBack() {
    Story story =
        assessed(copied().losing(9), Shown.written(5, 2), "smoke", FailureCode.CHECK_FAILED)
            .until(State.RollingBack.class)
            .untilInFlight("rows");

    StepRun back = story.run("rows", Direction.BACK).orElseThrow();

    assertThat(Commands.of(story.state(), back).evidence())
        .containsEntry(new StepId("rows"), new Evidence.CopyPrice(5, 2, List.of("orders")));
  }
}
