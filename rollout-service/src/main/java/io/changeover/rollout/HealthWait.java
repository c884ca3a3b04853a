package io.changeover.rollout;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget.Installation;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Asks an installation until it says that it is healthy; the first time it does counts. */
@Component
final class HealthWait {
  /** How often it is asked. */
  static final Duration BETWEEN_ASKING = Duration.ofMillis(250);

  /** That it is healthy, and how long that took. */
  record Healthy(Health.Answer answer, Duration after) {}

  private final InstanceProcesses processes;
  private final Health health;
  private final Pause pause;

  HealthWait(InstanceProcesses processes, Health health, Pause pause) {
    this.processes = processes;
    this.health = health;
    this.pause = pause;
  }

  /**
   * Waits.
   *
   * @throws StepFailure {@code tool-failed} as soon as the process is dead, {@code
   *     target-unreachable} when it is not healthy in time; with the end of its log
   */
  Healthy until(
      Wanted wanted, Installation installation, InstanceProcess process, StepContext context)
      throws StepFailure, InterruptedException {
    long began = System.nanoTime();
    Deadline deadline = Deadline.in(wanted.within());
    while (true) {
      context.throwIfStopped();
      // Looked at before asking: whoever answers for a dead process is a stranger.
      boolean alive = processes.isAlive(process);
      Health.Answer answer = health.ask(installation.url(), wanted.health());
      Duration after = Duration.ofNanos(System.nanoTime() - began);
      if (!alive) {
        throw died(wanted, installation, process);
      }
      if (answer.healthy()) {
        return new Healthy(answer, after);
      }
      if (deadline.passed()) {
        throw late(wanted, installation, process, answer);
      }
      context.progress(
          new Progress(
              after.toSeconds(), wanted.within().toSeconds(), "s", "waiting: " + answer.said()));
      pause.lasting(BETWEEN_ASKING);
    }
  }

  private StepFailure died(Wanted wanted, Installation installation, InstanceProcess process) {
    return new StepFailure(
        new FailureReason(
            FailureCode.TOOL_FAILED,
            "%s ended by itself before it was healthy.".formatted(wanted.instance()),
            "Read the end of its log, repair the cause, and retry the step.",
            processes.logOf(installation, process)));
  }

  private StepFailure late(
      Wanted wanted, Installation installation, InstanceProcess process, Health.Answer last) {
    return new StepFailure(
        new FailureReason(
            FailureCode.TARGET_UNREACHABLE,
            "%s was not healthy within %d s; the last answer of %s%s was: %s."
                .formatted(
                    wanted.instance(),
                    wanted.within().toSeconds(),
                    installation.url(),
                    wanted.health(),
                    last.said()),
            "Read the end of its log, repair the cause, and retry the step.",
            processes.logOf(installation, process)));
  }
}
