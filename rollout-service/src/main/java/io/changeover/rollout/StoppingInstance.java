package io.changeover.rollout;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.StopInstance;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.kit.target.Applications;
import org.springframework.stereotype.Component;

/**
 * Stops an installation; back starts it and waits until it is healthy; a probe looks. One that is
 * stopped already is left so.
 */
@Component
final class StoppingInstance implements StepHandler<StopInstance> {
  private final Applications applications;
  private final InstanceLife life;

  StoppingInstance(Applications applications, InstanceLife life) {
    this.applications = applications;
    this.life = life;
  }

  @Override
  public Class<StopInstance> kind() {
    return StopInstance.class;
  }

  @Override
  public Outcome handle(StepCommand command, StopInstance spec, StepContext context)
      throws StepFailure, InterruptedException {
    Installation installation =
        applications.get(command.target(spec.target())).installation(spec.instance());
    Wanted wanted = new Wanted(spec.instance(), spec.health(), spec.within());
    return switch (command.direction()) {
      case FORWARD -> life.stop(wanted, installation);
      case BACK -> life.start(wanted, installation, context);
      case PROBE -> life.look(wanted, installation);
    };
  }
}
