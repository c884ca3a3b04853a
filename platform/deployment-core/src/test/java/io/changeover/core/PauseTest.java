package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.event.StepFailed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
  private static final Input.Pause PAUSE = new Input.Pause(Story.LEAD, "wait");
  private static final Input.Resume RESUME = new Input.Resume(Story.LEAD, "go on");

  private static Story chained(int attempts) {
    return Story.of(
        new PlanSketch()
            .with(Steps.attempts(Steps.check("disk", Phase.PREFLIGHT), attempts))
            .with(Steps.after(Steps.check("memory", Phase.PREFLIGHT), "disk")));
  }

  @Test
  void whatRunsEndsButNothingIsBegun() {
    Story story = chained(1).when(PAUSE).succeed("disk");

    story.thenIn(State.Paused.class).thenInFlight();
    story.when(RESUME).thenIn(State.Preflight.class).thenInFlight("memory");
  }

  @Test
  void aFailureIsActedOnAfterThePause() {
    Story story = chained(1).when(PAUSE).fail("disk").thenIn(State.Paused.class);

    story.when(RESUME).thenIn(State.Failed.class);
  }

  @Test
  void aFailedStepCanBeTriedAgainDuringThePause() {
    Story story = chained(1).when(PAUSE).fail("disk").retry("disk");

    story.thenIn(State.Paused.class).thenInFlight();
    story.when(RESUME).thenInFlight("disk");
    assertThat(story.run("disk", Direction.FORWARD).orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void attemptsThatThePlanAllowsAreNotLostByAPause() {
    Story story = chained(2).when(PAUSE).fail("disk");

    assertThat(story.newest(StepFailed.class).willRetry()).isTrue();
    story.when(RESUME).thenInFlight("disk");
  }

  @Test
  void aStepThatHasNotFailedIsNotTriedAgain() {
    chained(1).when(PAUSE).retry("disk").thenRefused(RejectionReason.Code.STEP_NOT_FAILED);
    chained(1).when(PAUSE).retry("memory").thenRefused(RejectionReason.Code.NO_SUCH_STEP);
    chained(1).retry("disk").thenRefused(RejectionReason.Code.WRONG_STATE);
  }

  @Test
  void aPausedDeploymentStillRepeatsWhatItWaitsFor() {
    Story story = chained(1).when(PAUSE).due();

    assertThat(story.sent()).containsExactly("disk/forward/1");
  }

  @Test
  void aPausedDeploymentCanBeAborted() {
    Story story = chained(1).when(PAUSE).when(new Input.Abort(Story.LEAD, "enough"));

    assertThat(story.cancelled()).containsExactly("disk/forward/1");
    story.fail("disk").thenIn(State.Aborted.class);
  }

  @Test
  void aWatchThatWasPausedBeyondItsEndLooksOnceMore() {
    Story story = Story.of(PlanSketch.usual()).until(State.Watching.class);
    story.succeed("health").succeed("errors").when(PAUSE);

    story.later(Duration.ofHours(5)).when(RESUME);

    story.thenIn(State.Watching.class).thenInFlight("health", "errors");
    story.succeed("health").succeed("errors").thenIn(State.AwaitingSignOff.class);
  }

  @Test
  void pausingTwiceIsRefusedAndSoIsResumingWhatRuns() {
    chained(1).when(PAUSE).when(PAUSE).thenRefused(RejectionReason.Code.WRONG_STATE);
    chained(1).when(RESUME).thenRefused(RejectionReason.Code.WRONG_STATE);
  }
}
