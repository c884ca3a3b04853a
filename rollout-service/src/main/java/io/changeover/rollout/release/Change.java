package io.changeover.rollout.release;

import io.changeover.contracts.Evidence;
import io.changeover.kit.step.StepFailure;
import java.time.Duration;
import java.util.Optional;

/** A change of the version in service. */
interface Change {
  /** The version that is put into service, for people. */
  String version();

  /** Whether something was in service before. */
  boolean served();

  /** From one look at the platform to the next. */
  Duration betweenLooks();

  /** Sets it off; returns when the platform has taken it. */
  void begin() throws StepFailure, InterruptedException;

  /**
   * What is still missing, for a person; empty when the platform is content.
   *
   * @throws StepFailure as soon as it cannot become well any more
   */
  Optional<String> missing() throws StepFailure, InterruptedException;

  /** What helps to find out why it did not become well: the ends of logs. */
  String detail() throws StepFailure, InterruptedException;

  /** What runs now. */
  Evidence.Release evidence(Switched switched) throws StepFailure, InterruptedException;
}
