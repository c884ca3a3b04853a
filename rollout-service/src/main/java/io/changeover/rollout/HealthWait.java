package io.changeover.rollout;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget.Installation;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Asks an installation until it has said so many times in a row that it is healthy: a path that
 * comes and goes does not pass because it was asked at the right moment.
 */
@Component
final class HealthWait {
  /** So many healthy answers in a row are no longer chance. */
  static final int STEADY = 3;

  /** How often it is asked while it is not healthy. */
  static final Duration BETWEEN_ASKING = Duration.ofMillis(250);

  /** How often it is asked once it was healthy: being sure of it is not to cost a second. */
  private static final Duration BETWEEN_HEALTHY = Duration.ofMillis(100);

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
   * @return the last of {@link #STEADY} healthy answers in a row, and how long all that took
   * @throws StepFailure {@code tool-failed} as soon as the process is dead, {@code
   *     target-unreachable} when it is not healthy in time; with the end of its log
   */
  Healthy until(
      Wanted wanted, Installation installation, InstanceProcess process, StepContext context)
      throws StepFailure, InterruptedException {
    long began = System.nanoTime();
    Deadline deadline = Deadline.in(wanted.within());
    int inARow = 0;
    int falls = 0;
    while (true) {
      context.throwIfStopped();
      Health.Answer answer = ask(wanted, installation, process);
      falls += inARow > 0 && !answer.healthy() ? 1 : 0;
      inARow = answer.healthy() ? inARow + 1 : 0;
      Duration after = Duration.ofNanos(System.nanoTime() - began);
      if (inARow >= STEADY) {
        return new Healthy(answer, after);
      }
      if (deadline.passed()) {
        throw late(wanted, installation, process, said(answer, falls));
      }
      long within = wanted.within().toSeconds();
      String waiting = "waiting: " + said(answer, falls);
      context.progress(new Progress(after.toSeconds(), within, "s", waiting));
      pause.lasting(answer.healthy() ? BETWEEN_HEALTHY : BETWEEN_ASKING);
    }
  }

  private Health.Answer ask(Wanted wanted, Installation installation, InstanceProcess process)
      throws StepFailure, InterruptedException {
    // Looked at before asking: whoever answers for a dead process is a stranger.
    boolean alive = processes.isAlive(process);
    Health.Answer answer = health.ask(installation.url(), wanted.health());
    if (!alive) {
      throw died(wanted, installation, process);
    }
    return answer;
  }

  private static String said(Health.Answer answer, int falls) {
    return falls == 0
        ? answer.said()
        : "%s, after it had been healthy and fallen %d times".formatted(answer.said(), falls);
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
      Wanted wanted, Installation installation, InstanceProcess process, String last) {
    return new StepFailure(
        new FailureReason(
            FailureCode.TARGET_UNREACHABLE,
            "%s was not healthy %d times in a row within %d s; the last answer of %s%s was: %s."
                .formatted(
                    wanted.instance(),
                    STEADY,
                    wanted.within().toSeconds(),
                    installation.url(),
                    wanted.health(),
                    last),
            "Read the end of its log, repair the cause, and retry the step.",
            processes.logOf(installation, process)));
  }
}
