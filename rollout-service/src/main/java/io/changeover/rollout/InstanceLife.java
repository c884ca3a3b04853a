package io.changeover.rollout;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.rollout.HealthWait.Healthy;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts and stops installations. What runs already, or is stopped already, is left as it is. */
@Component
final class InstanceLife {
  private final InstanceProcesses processes;
  private final Health health;
  private final HealthWait healthWait;

  InstanceLife(InstanceProcesses processes, Health health, HealthWait healthWait) {
    this.processes = processes;
    this.health = health;
    this.healthWait = healthWait;
  }

  /** Starts an installation unless it runs, and waits until it is healthy. */
  Outcome start(Wanted wanted, Installation installation, StepContext context)
      throws StepFailure, InterruptedException {
    Optional<InstanceProcess> running = processes.find(installation);
    if (running.isPresent()) {
      return healthy(
          wanted, installation, healthWait.until(wanted, installation, running.get(), context));
    }
    refuseStranger(installation);
    InstanceProcess started = processes.start(installation);
    try {
      return healthy(
          wanted, installation, healthWait.until(wanted, installation, started, context));
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

  /** Stops an installation if it runs, and sees that its port is free. */
  Outcome stop(Wanted wanted, Installation installation) throws StepFailure, InterruptedException {
    Optional<InstanceProcess> running = processes.find(installation);
    if (running.isPresent()) {
      processes.stop(installation, running.get());
    }
    refuseStranger(installation);
    CheckResult free =
        CheckResult.of(
            "%s is stopped".formatted(wanted.instance()),
            "nobody listens on " + installation.url().getAuthority(),
            running
                .map(it -> "process %d ended, port free".formatted(it.pid()))
                .orElse("nothing was running, port free"),
            true);
    return Outcome.succeeded(evidence(wanted, installation, false, ""), List.of(free));
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

  /** Tells whether an installation runs and is healthy. */
  Outcome look(Wanted wanted, Installation installation) throws StepFailure, InterruptedException {
    boolean running = processes.find(installation).isPresent();
    Health.Answer answer = health.ask(installation.url(), wanted.health());
    return Outcome.succeeded(
        evidence(wanted, installation, running && answer.healthy(), answer.version()));
  }

  private static Outcome healthy(Wanted wanted, Installation installation, Healthy healthy) {
    CheckResult check =
        CheckResult.of(
            "%s is healthy".formatted(wanted.instance()),
            "status 200 of %s %d times in a row within %d s"
                .formatted(wanted.health(), HealthWait.STEADY, wanted.within().toSeconds()),
            "%s after %d ms".formatted(healthy.answer().said(), healthy.after().toMillis()),
            true);
    return Outcome.succeeded(
        evidence(wanted, installation, true, healthy.answer().version()), List.of(check));
  }

  private static Evidence evidence(
      Wanted wanted, Installation installation, boolean running, String version) {
    return new Evidence.RunningInstance(
        wanted.instance().word(), running, installation.url().getPort(), version);
  }
}
