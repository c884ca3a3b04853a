package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.event.PricedLevel;
import org.junit.jupiter.api.Test;

class OutlookTest {
  @Test
  void itSaysWhatHappensNext() {
    Story story = Story.of(PlanSketch.usual());

    assertThat(Outlook.next(story.state())).contains("dry-run").contains("rehearse");
    assertThat(Outlook.next(story.until(State.AwaitingApproval.class).state()))
        .contains("approve.technical-lead");
    assertThat(Outlook.next(story.untilInFlight("health").state())).contains("hour");
    assertThat(Outlook.next(story.until(State.AwaitingSignOff.class).state()))
        .contains("sign-off.dba");
    assertThat(Outlook.next(story.until(State.Succeeded.class).state())).startsWith("Nothing");
  }

  @Test
  void itCountsTheMovesThatAreLeft() {
    Story story =
        Story.of(PlanSketch.usual()).untilInFlight("smoke").fail("smoke").untilInFlight("tables");

    assertThat(Outlook.next(story.state())).contains("3 of 6 moves are left").contains("level 1");
  }

  @Test
  void itPricesEveryLevelInItsOrder() {
    Story story = Story.of(PlanSketch.usual()).untilInFlight("smoke");

    assertThat(Outlook.prices(story.state()))
        .extracting(PricedLevel::level)
        .containsExactly(RollbackLevel.values());
  }
}
