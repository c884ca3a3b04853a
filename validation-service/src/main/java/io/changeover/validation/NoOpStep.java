package io.changeover.validation;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.NoOp;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Does nothing, for as long as it is told to; it can be stopped meanwhile. */
@Component
final class NoOpStep implements StepHandler<NoOp> {
  private final Pause pause;

  NoOpStep(Pause pause) {
    this.pause = pause;
  }

  @Override
  public Class<NoOp> kind() {
    return NoOp.class;
  }

  @Override
  public Outcome handle(StepCommand command, NoOp spec, StepContext context)
      throws InterruptedException {
    Duration lasting = spec.lasting();
    if (lasting != null && lasting.isPositive()) {
      pause.lasting(lasting);
    }
    return Outcome.succeeded(new Evidence.None());
  }
}
