package io.changeover.rollout;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Maintenance;
import io.changeover.contracts.step.MaintenanceMode;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.Applications;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Shuts an application's users out at its front, or lets them in; back does the opposite. The front
 * is asked how it answers before this is done. Users are never let in to an application that is not
 * healthy: they are shut out again.
 */
@Component
final class SwitchingMaintenance implements StepHandler<Maintenance> {
  private final Applications applications;
  private final MaintenanceFlag flag;
  private final Health health;
  private final Pause pause;
  private final RolloutSettings settings;

  SwitchingMaintenance(
      Applications applications,
      MaintenanceFlag flag,
      Health health,
      Pause pause,
      RolloutSettings settings) {
    this.applications = applications;
    this.flag = flag;
    this.health = health;
    this.pause = pause;
    this.settings = settings;
  }

  @Override
  public Class<Maintenance> kind() {
    return Maintenance.class;
  }

  @Override
  public Outcome handle(StepCommand command, Maintenance spec, StepContext context)
      throws StepFailure, InterruptedException {
    ApplicationTarget application = applications.get(command.target(spec.target()));
    boolean on = spec.mode() == MaintenanceMode.ON;
    return switch (command.direction()) {
      case FORWARD -> bring(application, on, context);
      case BACK -> bring(application, !on, context);
      case PROBE -> Outcome.succeeded(new Evidence.None());
    };
  }

  private Outcome bring(ApplicationTarget application, boolean on, StepContext context)
      throws StepFailure, InterruptedException {
    // A repeat of letting in may find the flag down already: users are shut out whatever it finds.
    boolean otherwise = !on || flag.isUp(application);
    flag.put(application, on);
    Health.Answer answer;
    try {
      answer = await(application.url(), on, context);
    } catch (StepFailure | InterruptedException | RuntimeException brokenOff) {
      if (!on) {
        flag.put(application, true);
      }
      throw brokenOff;
    }
    if (isAsWanted(answer, on)) {
      return Outcome.succeeded(new Evidence.None(), List.of(seen(on, answer.said())));
    }
    flag.put(application, otherwise);
    throw new StepFailure(
        FailureCode.REFUSED,
        on
            ? "The front %s does not shut users out: %s%s answers %s."
                .formatted(application.url(), application.url(), path(), answer.said())
            : "The application is not healthy behind its front (%s%s: %s), so its users stay shut out."
                .formatted(application.url(), path(), answer.said()),
        on
            ? "See that the front answers 503 while the registered file is there."
            : "Repair the application, see that it answers 200, and retry.");
  }

  /** Asks the front until it answers as wanted, for as long as anything may take to take effect. */
  private Health.Answer await(URI front, boolean on, StepContext context)
      throws StepFailure, InterruptedException {
    Deadline deadline = Deadline.in(settings.takingEffect());
    Health.Answer answer = health.ask(front, path());
    while (!isAsWanted(answer, on) && !deadline.passed()) {
      context.throwIfStopped();
      pause.lasting(HealthWait.BETWEEN_ASKING);
      answer = health.ask(front, path());
    }
    return answer;
  }

  private static boolean isAsWanted(Health.Answer answer, boolean on) {
    return on ? answer.status() == Health.Answer.UNAVAILABLE : answer.healthy();
  }

  private UrlPath path() {
    return settings.healthPath();
  }

  private static CheckResult seen(boolean on, String said) {
    return CheckResult.of(
        on ? "users are shut out" : "users are let in",
        on ? "status 503 at the front" : "status 200 at the front",
        said,
        true);
  }
}
