package io.changeover.rollout;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.SwitchTraffic;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.Applications;
import io.changeover.rollout.TrafficFront.Serving;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Sends the traffic to an installation; back sends it to the other one, whatever has become of the
 * first; a probe tells who serves and who could. Never sends traffic to an installation that is not
 * healthy.
 */
@Component
final class SwitchingTraffic implements StepHandler<SwitchTraffic> {
  private final Applications applications;
  private final TrafficFront front;
  private final Health health;
  private final UrlPath healthPath;

  SwitchingTraffic(
      Applications applications, TrafficFront front, Health health, RolloutSettings settings) {
    this.applications = applications;
    this.front = front;
    this.health = health;
    this.healthPath = settings.healthPath();
  }

  @Override
  public Class<SwitchTraffic> kind() {
    return SwitchTraffic.class;
  }

  @Override
  public Outcome handle(StepCommand command, SwitchTraffic spec, StepContext context)
      throws StepFailure, InterruptedException {
    ApplicationTarget application = applications.get(command.target(spec.target()));
    return switch (command.direction()) {
      case FORWARD -> send(application, spec.to(), context);
      case BACK -> send(application, other(spec.to()), context);
      case PROBE -> Outcome.succeeded(traffic(application, front.serving(application)));
    };
  }

  private Outcome send(ApplicationTarget application, Instance to, StepContext context)
      throws StepFailure, InterruptedException {
    Health.Answer answer = health.ask(application.installation(to).url(), healthPath);
    if (!answer.healthy()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "%s is not healthy (%s%s: %s), so it gets no traffic."
              .formatted(to, application.installation(to).url(), healthPath, answer.said()),
          "Start %s or repair it, see that %s answers 200, and retry.".formatted(to, healthPath));
    }
    Serving serving = front.pointAt(application, to, context.tools());
    CheckResult seen =
        CheckResult.of(
            "traffic goes to " + to,
            "%s on every fresh connection".formatted(to),
            "%s, generation %d".formatted(serving.instance(), serving.generation()),
            serving.instance() == to);
    return Outcome.of(
        traffic(application, serving), List.of(seen), "Look at the front's error log.");
  }

  private Evidence traffic(ApplicationTarget application, Serving serving)
      throws StepFailure, InterruptedException {
    return new Evidence.Traffic(
        serving.instance().word(),
        serving.generation(),
        alive(application, Instance.BLUE),
        alive(application, Instance.GREEN));
  }

  private boolean alive(ApplicationTarget application, Instance instance)
      throws StepFailure, InterruptedException {
    return application.installations().containsKey(instance)
        && health.ask(application.installation(instance).url(), healthPath).healthy();
  }

  private static Instance other(Instance instance) {
    return switch (instance) {
      case BLUE -> Instance.GREEN;
      case GREEN -> Instance.BLUE;
    };
  }
}
