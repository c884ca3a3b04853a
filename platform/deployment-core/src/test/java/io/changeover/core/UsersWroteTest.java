package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.event.RollbackCompleted;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.MaintenanceMode;
import io.changeover.contracts.step.StopInstance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users wrote since the backup says nothing against a way back. */
class UsersWroteTest {
  private static Input.RollBack rollBack(int level) {
    return new Input.RollBack(Story.LEAD, RollbackLevel.of(level), "go back");
  }

  private static List<String> moves(Story story) {
    return story.newest(RollbackDecided.class).moves().stream()
        .map(move -> move.step() + "/" + move.direction())
        .toList();
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
}
