package io.changeover.backup.rehearsal;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.DropClone;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import org.springframework.stereotype.Component;

/** The step drop-clone. */
@Component
final class DropCloneHandler implements StepHandler<DropClone> {
  private final Rehearsing rehearsing;

  DropCloneHandler(Rehearsing rehearsing) {
    this.rehearsing = rehearsing;
  }

  @Override
  public Class<DropClone> kind() {
    return DropClone.class;
  }

  @Override
  public Outcome handle(StepCommand command, DropClone spec, StepContext context) throws Exception {
    return rehearsing.at(command, spec.target()).drop(command, spec, context);
  }
}
