package io.changeover.kit.running;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.NoOp;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import java.util.List;
import java.util.function.Supplier;

/** Does no-ops in the way that a test wants. */
public record Handler(Work work, Supplier<List<CheckResult>> checks) implements StepHandler<NoOp> {
  public Handler(Work work) {
    this(work, List::of);
  }

  /** What is to be done. */
  public interface Work {
    void on(StepCommand command, StepContext context) throws Exception;
  }

  @Override
  public Class<NoOp> kind() {
    return NoOp.class;
  }

  @Override
  public Outcome handle(StepCommand command, NoOp spec, StepContext context) throws Exception {
    work.on(command, context);
    return Outcome.succeeded(new Evidence.None(), checks.get());
  }
}
