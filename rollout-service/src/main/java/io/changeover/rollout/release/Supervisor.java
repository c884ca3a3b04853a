package io.changeover.rollout.release;

import io.changeover.contracts.step.Restart;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import java.util.Optional;

/** Starts services again, and knows whether they run. */
public interface Supervisor {
  /**
   * The service that a step names, if it is one of this supervisor's.
   *
   * @throws StepFailure {@code tool-missing} when there is no such supervisor on this host, {@code
   *     target-unreachable} when it does not answer
   */
  Optional<Service> find(Restart spec, Tools tools) throws StepFailure, InterruptedException;

  /** A service under supervision. */
  interface Service {
    /** What it is called, with its supervisor, for people. */
    String name();

    /** Ends it and starts it anew. */
    void restart() throws StepFailure, InterruptedException;

    /** What is still missing until it runs, for a person; empty when it runs. */
    Optional<String> missing() throws StepFailure, InterruptedException;

    /** The end of what it has said. */
    String log() throws StepFailure, InterruptedException;
  }
}
