package io.changeover.rollout;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget.Installation;
import java.util.Optional;

/** The processes of installations on this host. They outlive this service. */
public interface InstanceProcesses {
  /**
   * The process of an installation: the one in its pid file, or one that was started for it just
   * before a crash that came ahead of the pid file.
   *
   * @throws StepFailure {@code not-registered} when the registration does not say enough
   */
  Optional<InstanceProcess> find(Installation installation) throws StepFailure;

  /**
   * Starts an installation in a session of its own and writes its pid file.
   *
   * @throws StepFailure {@code not-registered} when the registration does not say enough, {@code
   *     tool-missing} or {@code tool-failed} when nothing could be started; then nothing runs
   */
  InstanceProcess start(Installation installation) throws StepFailure;

  /**
   * Ends a process with everything that it has started: asks, waits, kills; then removes the pid
   * file. Returns when none of it runs any more.
   *
   * @throws StepFailure {@code tool-failed} when something cannot be ended
   */
  void stop(Installation installation, InstanceProcess process)
      throws StepFailure, InterruptedException;

  /** Whether a process still runs. */
  boolean isAlive(InstanceProcess process);

  /** Who listens on an installation's port, in words; empty when nobody does. */
  Optional<String> listenerOn(Installation installation);

  /** The end of what a process has written to its log since it was started, without secrets. */
  String logOf(Installation installation, InstanceProcess process);
}
