package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Actor;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.HumanNeeded;
import io.changeover.contracts.event.TaskCompleted;
import io.changeover.contracts.event.TaskOpened;
import io.changeover.contracts.event.TaskOverdue;
import io.changeover.contracts.event.TaskWithdrawn;
import io.changeover.contracts.report.StepReport;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {
  private static PlanSketch briefing() {
    return new PlanSketch().with(Steps.task("brief", Phase.PREFLIGHT, "devops"));
  }

  @Test
  void aTaskWaitsForSomebodyOfItsRole() {
    Story story = Story.of(briefing());

    story
        .when(
            new Input.CompleteTask(
                Story.LEAD, new TaskId("brief"), TaskOutcome.DONE, "done", "minutes"))
        .thenRefused(RejectionReason.Code.WRONG_ROLE);
    story.complete("brief", TaskOutcome.DONE).thenIn(State.Succeeded.class);

    assertThat(story.newest(TaskCompleted.class).by().name()).isEqualTo("dan");
  }

  @Test
  void aTaskIsDueSoLongAfterItIsAskedFor() {
    Duration week = Duration.ofDays(7);
    Story story =
        Story.of(
            new PlanSketch()
                .with(Steps.dueTask("review", Phase.PREFLIGHT, "devops", week))
                .with(Steps.task("brief", Phase.PREFLIGHT, "devops")));

    TaskOpened review = story.events(TaskOpened.class).getFirst();
    assertThat(review.due()).isEqualTo(review.at().plus(week));
    assertThat(story.events(TaskOpened.class).getLast().due()).isNull();
    assertThat(story.state().openTasks().map(TaskRun::due))
        .containsExactlyInAnyOrder(review.due(), null);
  }

  @Test
  void whoIsLateIsRemindedOnce() {
    Duration week = Duration.ofDays(7);
    Story story =
        Story.of(new PlanSketch().with(Steps.dueTask("review", Phase.PREFLIGHT, "devops", week)));
    assertThat(DueTime.of(story.state(), story.now())).contains(story.now().plus(week));

    story.later(week.minusSeconds(1)).tick();
    assertThat(story.events(TaskOverdue.class)).isEmpty();
    story.later(Duration.ofSeconds(1)).tick();
    assertThat(story.events(TaskOverdue.class))
        .extracting(TaskOverdue::task)
        .containsExactly(new TaskId("review"));
    story.later(week).tick();
    assertThat(story.events(TaskOverdue.class)).hasSize(1);
    assertThat(DueTime.of(story.state(), story.now())).isEmpty();

    story.complete("review", TaskOutcome.DONE).thenIn(State.Succeeded.class);
  }

  @Test
  void nobodyIsRemindedOfWhatIsDone() {
    Story story =
        Story.of(
            briefing()
                .with(Steps.dueTask("review", Phase.PREFLIGHT, "devops", Duration.ofDays(7))));

    story.complete("review", TaskOutcome.DONE).later(Duration.ofDays(8)).tick();

    assertThat(story.events(TaskOverdue.class)).isEmpty();
  }

  @Test
  void aTaskThatCouldNotBeDoneFailsItsStep() {
    Story story = Story.of(briefing());

    story.complete("brief", TaskOutcome.FAILED).thenIn(State.Failed.class);

    assertThat(story.run("brief", Direction.FORWARD).orElseThrow().failure().code())
        .isEqualTo(FailureCode.TASK_FAILED);
  }

  @Test
  void aTaskEndsOnce() {
    Story story = Story.of(briefing().with(Steps.check("disk", Phase.PREFLIGHT)));
    story.complete("brief", TaskOutcome.DONE);

    story.complete("brief", TaskOutcome.FAILED).thenRefused(RejectionReason.Code.NO_SUCH_TASK);
  }

  @Test
  void aTaskDoesNotEndAsADecisionDoes() {
    Story.of(briefing())
        .complete("brief", TaskOutcome.ACCEPTED)
        .thenRefused(RejectionReason.Code.WRONG_OUTCOME);
  }

  @Test
  void aPlanMayCompleteATaskItselfAndTheLogSaysSo() {
    Story story =
        Story.of(new PlanSketch().with(Steps.automaticTask("brief", Phase.PREFLIGHT, "demo")));

    story.thenIn(State.Succeeded.class);

    assertThat(story.newest(TaskCompleted.class).by()).isEqualTo(new Actor("demo", true));
  }

  @Test
  void stepsBehindATaskWaitForIt() {
    Story story =
        Story.of(briefing().with(Steps.after(Steps.check("disk", Phase.PREFLIGHT), "brief")));

    story.thenInFlight();
    story.complete("brief", TaskOutcome.DONE).thenInFlight("disk");
  }

  @Test
  void noSpecialistEndsAPersonsTask() {
    Story story = Story.of(briefing());
    StepId step = new StepId("brief");
    CommandId forged = CommandId.of(Story.ID, step, Direction.FORWARD, 1);
    StepReport.Of of = new StepReport.Of(forged, Story.ID, step, Direction.FORWARD, 1, "worker-1");

    story
        .when(
            new Input.Reported(
                new StepReport.Succeeded(
                    of, story.now(), story.now(), new Evidence.None(), List.of())))
        .thenNothing()
        .thenIn(State.Preflight.class);
  }

  @Test
  void aTaskThatWasWithdrawnIsAskedForAgainWhenItsPhaseGoesOn() {
    Story story =
        Story.of(
                new PlanSketch()
                    .with(Steps.backup("dump"))
                    .with(Steps.migration("tables"))
                    .with(Steps.task("look", Phase.MIGRATE, "devops"))
                    .askingEveryTime())
            .untilInFlight("tables")
            .fail("tables")
            .until(State.NeedsHuman.class);
    assertThat(story.events(TaskWithdrawn.class)).hasSize(1);

    story.retry("tables").thenIn(State.Migrating.class);

    assertThat(story.state().openTasks().map(task -> task.id().value())).containsExactly("look");
    story.succeed("tables").complete("look", TaskOutcome.DONE).thenIn(State.Succeeded.class);
    assertThat(story.run("look", Direction.FORWARD).orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void whoDoesNotSignOffMakesAPersonDecide() {
    Story story = Story.of(PlanSketch.usual()).until(State.AwaitingSignOff.class);

    story.complete("sign-off.dba", TaskOutcome.FAILED).until(State.NeedsHuman.class);

    assertThat(story.newest(HumanNeeded.class).why()).contains("dba does not sign off");
    assertThat(story.newest(FailureDetected.class).step()).isNull();
    assertThat(story.newest(TaskOpened.class).options()).noneMatch(it -> it.startsWith("retry"));
  }

  @Test
  void aDecisionEndsTheDeploymentWithItsReason() {
    Story accepted = failedAndAsked();
    accepted.complete("decide-1", TaskOutcome.DONE).thenRefused(RejectionReason.Code.WRONG_OUTCOME);
    accepted.complete("decide-1", TaskOutcome.ACCEPTED).thenIn(State.Succeeded.class);

    Story byHand = failedAndAsked();
    byHand.complete("decide-1", TaskOutcome.ROLLED_BACK_BY_HAND).thenIn(State.RolledBack.class);
  }

  @ParameterizedTest
  @CsvSource({"ACCEPTED, Succeeded", "ROLLED_BACK_BY_HAND, RolledBack"})
  void aDecisionIsMadeInTheWordsOfItsOption(TaskOutcome outcome, String state) {
    Story story = failedAndAsked();
    Pattern option =
        Pattern.compile("task %s (\\S+) --outcome %s: .*".formatted(Story.ID, outcome));
    String task =
        story.newest(HumanNeeded.class).options().stream()
            .map(option::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();

    story.complete(task, outcome);

    assertThat(story.state().state().word()).isEqualTo(state);
  }

  private static Story failedAndAsked() {
    return Story.of(PlanSketch.usual().askingEveryTime())
        .untilInFlight("smoke")
        .fail("smoke")
        .until(State.NeedsHuman.class);
  }
}
