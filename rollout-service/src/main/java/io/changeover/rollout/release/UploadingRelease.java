package io.changeover.rollout.release;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Railway;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.rollout.release.RailwayServices.Service;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Uploads a version to Railway and waits for its deployment; back uploads the version before. What
 * Railway documents does not tell which version a deployment has, so a repeat after a crash uploads
 * once more: the same files, and the same result.
 */
@Component
final class UploadingRelease implements StepHandler<Railway> {
  private final RailwayServices services;
  private final Switching switching;

  UploadingRelease(RailwayServices services, Switching switching) {
    this.services = services;
    this.switching = switching;
  }

  @Override
  public Class<Railway> kind() {
    return Railway.class;
  }

  @Override
  public Outcome handle(StepCommand command, Railway spec, StepContext context)
      throws StepFailure, InterruptedException {
    Service service = services.open(spec, context.tools());
    return switch (command.direction()) {
      case FORWARD -> upload(spec.version(), spec, service, command, context);
      case BACK -> upload(spec.previous(), spec, service, command, context);
      case PROBE -> look(spec, service);
    };
  }

  private Outcome upload(
      String version, Railway spec, Service service, StepCommand command, StepContext context)
      throws StepFailure, InterruptedException {
    UploadedChange change = new UploadedChange(spec, service, version);
    return switching.to(change, Terms.of(spec), command, context);
  }

  private static Outcome look(Railway spec, Service service)
      throws StepFailure, InterruptedException {
    boolean reachable = !service.deployments().isEmpty();
    return Outcome.succeeded(
        new Evidence.Release(
            "railway",
            "",
            spec.previous(),
            reachable && service.has(spec.previous()),
            Map.of(),
            Switched.NOTHING.took(),
            Switched.NOTHING.switches()));
  }
}
