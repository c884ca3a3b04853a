package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Phase;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.NoteAdded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a history of deployments tells. */
class HistoryTest {
  private static PlanSketch releases() {
    return new PlanSketch()
        .with(Steps.release("release"))
        .with(Steps.check("smoke", Phase.VALIDATE));
  }

  @Test
  void aSuccessTellsItsChangesAndFigures() {
    Story story = Story.of(releases(), Shown.WELL).until(State.Succeeded.class);

    History history = History.of(story.state());

    assertThat(history.changes()).anyMatch(line -> line.contains("release"));
    assertThat(history.issues()).isEmpty();
    assertThat(history.metrics().downtime()).isEqualTo(Duration.ofMillis(300));
    assertThat(history.metrics().errorRatePercent()).isEqualTo(12.5);
    assertThat(history.metrics().responseTime()).isEqualTo(Duration.ofMillis(7));
  }

  @Test
  void whatWasTriedOnACopyIsNoChange() {
    PlanSketch sketch =
        new PlanSketch().with(Steps.backup("dump")).with(Steps.migration("tables")).rehearsing(1);
    Story story = Story.of(sketch).until(State.BackingUp.class);
    assertThat(History.of(story.state()).changes()).isEmpty();

    story.until(State.Succeeded.class);

    assertThat(History.of(story.state()).changes()).containsExactly("tables");
  }

  @Test
  void aNoteAfterTheEndDoesNotMakeItTakeLonger() {
    Story story = Story.of(releases(), Shown.WELL).until(State.Succeeded.class);
    Deployment ended = story.state();

    story.later(Duration.ofDays(7)).when(new Input.AddNote(Story.LEAD, "as ever"));

    assertThat(story.log()).last().isInstanceOf(NoteAdded.class);
    assertThat(story.state().changedAt()).isEqualTo(ended.changedAt());
    assertThat(History.of(story.state())).isEqualTo(History.of(ended));
  }

  @Test
  void aRollbackTellsWhatWasLedBackAndWhy() {
    Story story =
        Story.of(releases(), Shown.WELL)
            .untilInFlight("smoke")
            .fail("smoke", FailureCode.CHECK_FAILED)
            .until(State.RolledBack.class);

    History history = History.of(story.state());

    assertThat(history.changes()).anyMatch(line -> line.endsWith("(led back)"));
    assertThat(history.issues())
        .anyMatch(line -> line.startsWith("smoke: ") && line.endsWith("(Rolled back)"));
    assertThat(history.metrics().downtime()).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void theDowntimeOfASwitchThatFailedCounts() {
    Story story =
        Story.of(releases(), Shown.WELL)
            .untilInFlight("release")
            .failShowing("release")
            .until(State.RolledBack.class);

    History.Metrics metrics = History.of(story.state()).metrics();

    assertThat(metrics.downtime()).isEqualTo(Duration.ofMillis(600));
    assertThat(metrics.errorRatePercent()).isEqualTo(12.5);
  }

  @Test
  void aRetryThatMendsItLeavesTheIssueAndItsDowntime() {
    PlanSketch twice = new PlanSketch().with(Steps.attempts(Steps.release("release"), 2));
    Story story = Story.of(twice, Shown.WELL).untilInFlight("release").failShowing("release");
    assertThat(History.of(story.state()).issues()).containsExactly("release: it broke (Open)");

    story.until(State.Succeeded.class);

    History history = History.of(story.state());
    assertThat(history.issues()).containsExactly("release: it broke (Resolved)");
    assertThat(history.metrics().downtime()).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void whatNobodyHasMendedIsNotCalledResolved() {
    Story failed =
        Story.of(new PlanSketch().with(Steps.check("disk", Phase.PREFLIGHT)))
            .fail("disk", FailureCode.CHECK_FAILED)
            .thenIn(State.Failed.class);

    assertThat(History.of(failed.state()).issues())
        .containsExactly("disk: it broke (Not resolved)");
  }

  @Test
  void whatAPersonHasDecidedIsTold() {
    assertThat(issuesAfter(TaskOutcome.ACCEPTED, State.Succeeded.class))
        .contains("release: it broke (Accepted)");
    assertThat(issuesAfter(TaskOutcome.ROLLED_BACK_BY_HAND, State.RolledBack.class))
        .contains("release: it broke (Rolled back by hand)");
  }

  private static List<String> issuesAfter(TaskOutcome decision, Class<? extends State> end) {
    Story story =
        Story.of(new PlanSketch().with(Steps.release("release")).askingEveryTime())
            .untilInFlight("release")
            .fail("release")
            .until(State.NeedsHuman.class);
    String task = story.state().openTasks().findFirst().orElseThrow().id().value();
    return History.of(story.complete(task, decision).thenIn(end).state()).issues();
  }
}
