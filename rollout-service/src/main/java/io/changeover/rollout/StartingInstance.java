package io.changeover.rollout;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.StartInstance;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.kit.target.Applications;
import org.springframework.stereotype.Component;

/**
 * Starts an installation and waits until it is healthy; back stops it; a probe looks. An
 * installation that runs already is taken as it is, so a repeat after a crash starts nothing twice.
 */
@Component
final class StartingInstance implements StepHandler<StartInstance> {
  private final Applications applications;
  private final InstanceLife life;

  StartingInstance(Applications applications, InstanceLife life) {
    this.applications = applications;
    this.life = life;
  }

  @Override
  public Class<StartInstance> kind() {
    return StartInstance.class;
  }

  @Override
  public Outcome handle(StepCommand command, StartInstance spec, StepContext context)
      throws StepFailure, InterruptedException {
    Installation installation =
        applications.get(command.target(spec.target())).installation(spec.instance());
    Wanted wanted = new Wanted(spec.instance(), spec.health(), spec.within());
    return switch (command.direction()) {
      case FORWARD -> life.start(wanted, installation, context);
      case BACK -> life.stop(wanted, installation);
      case PROBE -> life.look(wanted, installation);
    };
  }
}
