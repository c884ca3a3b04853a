package io.changeover.rollout.release;

import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.HealthPoint;
import io.changeover.contracts.step.Restart;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.rollout.ServiceRestart;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks the supervisor that knows the service; a repeat after a crash restarts once more. */
@Component
final class RestartingService implements ServiceRestart {
  /** So many healthy answers in a row are no longer chance. */
  private static final int STEADY = 3;

  private final List<Supervisor> supervisors;
  private final Switching switching;

  RestartingService(List<Supervisor> supervisors, Switching switching) {
    this.supervisors = List.copyOf(supervisors);
    this.switching = switching;
  }

  @Override
  public Outcome restart(StepCommand command, Restart spec, StepContext context)
      throws StepFailure, InterruptedException {
    Supervisor.Service service = find(spec, context.tools());
    RestartedChange change = new RestartedChange(service, service.missing().isEmpty());
    if (command.direction() == Direction.PROBE) {
      return Outcome.succeeded(change.evidence(Switched.NOTHING));
    }
    List<HealthPoint> health = List.of(new HealthPoint(spec.target(), spec.health()));
    return switching.to(change, new Terms(health, spec.within(), STEADY), command, context);
  }

  private Supervisor.Service find(Restart spec, Tools tools)
      throws StepFailure, InterruptedException {
    for (Supervisor supervisor : supervisors) {
      Optional<Supervisor.Service> found = supervisor.find(spec, tools);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new StepFailure(
        FailureCode.NOT_REGISTERED,
        "Nobody here restarts that.",
        "Name an instance, a compose service or a systemd unit.");
  }
}
