package io.changeover.rollout;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.Restart;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.kit.target.Applications;
import org.springframework.stereotype.Component;

/**
 * Ends an installation, starts it anew and waits until it is healthy, in both directions; a probe
 * looks. A repeat after a crash restarts once more, which does no harm. Services that somebody else
 * watches over are restarted by whoever does.
 */
@Component
final class RestartingInstance implements StepHandler<Restart> {
  private final Applications applications;
  private final InstanceLife life;
  private final ServiceRestart services;

  RestartingInstance(Applications applications, InstanceLife life, ServiceRestart services) {
    this.applications = applications;
    this.life = life;
    this.services = services;
  }

  @Override
  public Class<Restart> kind() {
    return Restart.class;
  }

  @Override
  public Outcome handle(StepCommand command, Restart spec, StepContext context)
      throws StepFailure, InterruptedException {
    Instance instance = spec.instance();
    if (instance == null) {
      return services.restart(command, spec, context);
    }
    Installation installation =
        applications.get(command.target(spec.target())).installation(instance);
    Wanted wanted = new Wanted(instance, spec.health(), spec.within());
    return switch (command.direction()) {
      case FORWARD, BACK -> restart(wanted, installation, context);
      case PROBE -> life.look(wanted, installation);
    };
  }

  private Outcome restart(Wanted wanted, Installation installation, StepContext context)
      throws StepFailure, InterruptedException {
    life.stop(wanted, installation);
    return life.start(wanted, installation, context);
  }
}
