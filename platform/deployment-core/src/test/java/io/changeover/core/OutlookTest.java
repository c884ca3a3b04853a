package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.PricedLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | everything is as before",
        "2 | users are back on the version before; the schema stays as migrated",
        "3 | everything is as before",
      })
  void itSaysHowALevelHasLeftEverything(int level, String left) {
    Story story =
        Story.of(PlanSketch.usual())
            .untilInFlight("smoke")
            .when(new Input.RollBack(Story.LEAD, RollbackLevel.of(level), "go back"))
            .fail("smoke")
            .until(State.RolledBack.class);

    assertThat(Outlook.next(story.state())).isEqualTo("Nothing; %s.".formatted(left));
  }

  @Test
  void itSaysThatNobodyComparedWhatWasLedBackByHand() {
    Story asked =
        Story.of(PlanSketch.usual().askingEveryTime())
            .untilInFlight("smoke")
            .fail("smoke")
            .until(State.NeedsHuman.class);
    Story stopped =
        Story.of(PlanSketch.usual())
            .untilInFlight("smoke")
            .fail("smoke")
            .untilInFlight("indexes")
            .fail("indexes");
    for (Story story : List.of(asked, stopped)) {
      story.complete("decide-1", TaskOutcome.ROLLED_BACK_BY_HAND).thenIn(State.RolledBack.class);

      assertThat(Outlook.next(story.state()))
          .isEqualTo("Nothing; somebody led it back by hand; nothing was compared.");
    }
  }

  @Test
  void itPricesEveryLevelInItsOrder() {
    Story story = Story.of(PlanSketch.usual()).untilInFlight("smoke");

    assertThat(Outlook.prices(story.state()))
        .extracting(PricedLevel::level)
        .containsExactly(RollbackLevel.values());
  }
}
