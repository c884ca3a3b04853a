package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Phase;
import java.time.Duration;
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
  void aRollbackTellsWhatWasLedBackAndWhy() {
    Story story =
        Story.of(releases(), Shown.WELL)
            .untilInFlight("smoke")
            .fail("smoke", FailureCode.CHECK_FAILED)
            .until(State.RolledBack.class);

    History history = History.of(story.state());

    assertThat(history.changes()).anyMatch(line -> line.endsWith("(led back)"));
    assertThat(history.issues())
        .anyMatch(line -> line.startsWith("smoke: ") && line.endsWith("(Resolved)"));
    assertThat(history.metrics().downtime()).isEqualTo(Duration.ofMillis(600));
  }
}
