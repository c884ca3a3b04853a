package io.changeover.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.contracts.step.NoOp;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NoOpStepTest {
  private final NoOpStep step = new NoOpStep(new RealPause());

  @Test
  void doesNothingAtOnceOrForAWhile() throws Exception {
    long began = System.nanoTime();
    assertThat(handle(null)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(200));

    handle(Duration.ofMillis(300));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void canBeStopped() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> handle(Duration.ofMinutes(1)))
        .isInstanceOf(InterruptedException.class);
  }

  private Outcome handle(Duration lasting) throws Exception {
    NoOp spec = new NoOp(lasting);
    return step.handle(Steps.command(spec), spec, LoneStepContext.first());
  }
}
