package io.changeover.rollout;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.StartInstance;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.kit.target.Applications;
import io.changeover.rollout.HealthWait.Healthy;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Starts an installation and waits until it is healthy; back stops it; a probe looks. An
 * installation that runs already is taken as it is, so a repeat after a crash starts nothing twice.
 */
@Component
final class StartingInstance implements StepHandler<StartInstance> {
  private final Applications applications;
  private final InstanceProcesses processes;
  private final Health health;
  private final HealthWait healthWait;

  StartingInstance(
      Applications applications,
      InstanceProcesses processes,
      Health health,
      HealthWait healthWait) {
    this.applications = applications;
    this.processes = processes;
    this.health = health;
    this.healthWait = healthWait;
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
    return switch (command.direction()) {
      case FORWARD -> start(spec, installation, context);
      case BACK -> stop(spec, installation);
      case PROBE -> look(spec, installation);
    };
  }

  private Outcome start(StartInstance spec, Installation installation, StepContext context)
      throws StepFailure, InterruptedException {
    Optional<InstanceProcess> running = processes.find(installation);
    if (running.isPresent()) {
      return healthy(
          spec, installation, healthWait.until(spec, installation, running.get(), context));
    }
    refuseStranger(installation);
    InstanceProcess started = processes.start(installation);
    try {
      return healthy(spec, installation, healthWait.until(spec, installation, started, context));
    } catch (StepFailure | InterruptedException | RuntimeException notHealthy) {
      endAfter(notHealthy, installation, started);
      throw notHealthy;
    }
  }

  /** Ends what this step has started, also when the step was stopped. */
  private void endAfter(Exception why, Installation installation, InstanceProcess started) {
    try {
      processes.stop(installation, started);
    } catch (StepFailure | InterruptedException stillThere) {
      why.addSuppressed(stillThere);
    }
  }

  private void refuseStranger(Installation installation) throws StepFailure {
    Optional<String> stranger = processes.listenerOn(installation);
    if (stranger.isPresent()) {
      throw new StepFailure(taken(installation, stranger.get()));
    }
  }

  private static FailureReason taken(Installation installation, String by) {
    return FailureReason.of(
        FailureCode.REFUSED,
        "The port of %s is taken by %s, which is not in the installation's pid file."
            .formatted(installation.url(), by),
        "End that process, or register another port for the installation.");
  }

  private Outcome stop(StartInstance spec, Installation installation)
      throws StepFailure, InterruptedException {
    Optional<InstanceProcess> running = processes.find(installation);
    if (running.isPresent()) {
      processes.stop(installation, running.get());
    }
    refuseStranger(installation);
    CheckResult free =
        CheckResult.of(
            "%s is stopped".formatted(spec.instance()),
            "nobody listens on " + installation.url().getAuthority(),
            running
                .map(it -> "process %d ended, port free".formatted(it.pid()))
                .orElse("nothing was running, port free"),
            true);
    return Outcome.succeeded(evidence(spec, installation, false, ""), List.of(free));
  }

  private Outcome look(StartInstance spec, Installation installation)
      throws StepFailure, InterruptedException {
    boolean running = processes.find(installation).isPresent();
    Health.Answer answer = health.ask(installation.url(), spec.health());
    return Outcome.succeeded(
        evidence(spec, installation, running && answer.healthy(), answer.version()));
  }

  private static Outcome healthy(StartInstance spec, Installation installation, Healthy healthy) {
    CheckResult check =
        CheckResult.of(
            "%s is healthy".formatted(spec.instance()),
            "status 200 of %s within %d s".formatted(spec.health(), spec.within().toSeconds()),
            "%s after %d ms".formatted(healthy.answer().said(), healthy.after().toMillis()),
            true);
    return Outcome.succeeded(
        evidence(spec, installation, true, healthy.answer().version()), List.of(check));
  }

  private static Evidence evidence(
      StartInstance spec, Installation installation, boolean running, String version) {
    return new Evidence.RunningInstance(
        spec.instance().word(), running, installation.url().getPort(), version);
  }
}
