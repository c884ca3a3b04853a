package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.DeploymentPaused;
import io.changeover.contracts.event.NoteAdded;
import io.changeover.contracts.event.PhaseStarted;
import io.changeover.contracts.event.StepStarted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionTest {
  private final Story story = Story.of(PlanSketch.usual());

  @Test
  void everyPrefixOfALogFoldsToTheStateOfThatTime() {
    story.untilInFlight("smoke").fail("smoke").until(State.RolledBack.class);
    Deployment evolved = Evolution.fold(Story.ID, story.log().subList(0, 1));

    for (int length = 2; length <= story.log().size(); length++) {
      evolved = Evolution.evolve(evolved, story.log().get(length - 1));
      assertThat(Evolution.fold(Story.ID, story.log().subList(0, length))).isEqualTo(evolved);
      assertThat(evolved.sequence()).isEqualTo(length);
    }
  }

  @Test
  void aLogBeginsWithItsRequest() {
    List<DeploymentEvent> headless = story.log().subList(1, story.log().size());

    assertThatThrownBy(() -> Evolution.fold(Story.ID, headless))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Evolution.fold(Story.ID, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDeploymentIsRequestedOnce() {
    List<DeploymentEvent> twice = new ArrayList<>(story.log());
    twice.add(story.log().getFirst());

    assertThatThrownBy(() -> Evolution.fold(Story.ID, twice))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothingButWordsFollowsTheEnd() {
    Deployment ended = story.fail("disk").thenIn(State.Failed.class).state();

    assertThatThrownBy(() -> Evolution.evolve(ended, new PhaseStarted(story.now(), Phase.BACKUP)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Failed is final");
    NoteAdded note = new NoteAdded(story.now(), Story.DBA.actor(), "a pity");
    assertThat(Evolution.evolve(ended, note).state()).isEqualTo(ended.state());
  }

  @Test
  void whatWasNeverDispatchedDoesNotStart() {
    StepStarted event =
        new StepStarted(story.now(), new StepId("switch"), Direction.FORWARD, 1, "worker-1");

    assertThatThrownBy(() -> Evolution.evolve(story.state(), event))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsPausedIsNotPausedAgain() {
    DeploymentPaused pause = new DeploymentPaused(story.now(), Story.LEAD.actor(), "wait");
    Deployment paused = Evolution.evolve(story.state(), pause);

    assertThatThrownBy(() -> Evolution.evolve(paused, pause))
        .isInstanceOf(IllegalStateException.class);
  }
}
