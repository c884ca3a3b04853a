package io.changeover.rollout.release;

import io.changeover.contracts.step.Railway;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import java.time.Duration;
import java.util.List;

/** Services at Railway. */
public interface RailwayServices {
  /**
   * The service that a step is about.
   *
   * @throws StepFailure {@code not-registered} for the workspace
   */
  Service open(Railway spec, Tools tools) throws StepFailure;

  /** One service in one environment. */
  interface Service {
    /**
     * The newest deployments, the newest first.
     *
     * @throws StepFailure {@code tool-failed} when Railway does not tell
     */
    List<Deployment> deployments() throws StepFailure, InterruptedException;

    /**
     * Uploads a version; returns when Railway has queued it.
     *
     * @throws StepFailure {@code refused} when the workspace has no such version, {@code
     *     tool-failed} when Railway does not take it
     */
    void upload(String version) throws StepFailure, InterruptedException;

    /** Whether the workspace has that version. */
    boolean has(String version) throws StepFailure, InterruptedException;

    /** The ends of its build's and its own log. */
    String log(Deployment deployment) throws StepFailure, InterruptedException;

    /** How long to wait from one question to the next. */
    Duration betweenLooks();
  }

  /**
   * A deployment of Railway's.
   *
   * @param status in Railway's words: SUCCESS, FAILED, CRASHED, BUILDING, ...
   */
  record Deployment(String id, String status) {}
}
