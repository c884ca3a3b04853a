package io.changeover.contracts.report;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import io.changeover.contracts.StepId;
import io.changeover.contracts.WireType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a specialist tells the orchestrator about a command. A report may arrive twice or late; the
 * orchestrator sorts that out by the command's id. Short steps report their start together with
 * their end.
 */
public sealed interface StepReport {
  /** Which piece of work is reported on. */
  Of of();

  /** When it was so, on the specialist's clock. */
  Instant at();

  /**
   * Which piece of work, by whom.
   *
   * @param worker the specialist's instance, for people
   */
  record Of(
      CommandId command,
      DeploymentId deployment,
      StepId step,
      Direction direction,
      int attempt,
      String worker) {}

  /** The work has begun. */
  @WireType("changeover.report.started")
  record Started(Of of, Instant at) implements StepReport {}

  /** The work has come this far; sent at most once a second. */
  @WireType("changeover.report.progressed")
  record Progressed(Of of, Instant at, Progress progress) implements StepReport {}

  /** The work is done, and nothing that the plan expects of it is missing. */
  @WireType("changeover.report.succeeded")
  record Succeeded(
      Of of, Instant at, Instant startedAt, Evidence evidence, List<CheckResult> checks)
      implements StepReport {
    public Succeeded {
      checks = List.copyOf(checks);
    }
  }

  /**
   * The work is not done, or not as the plan expects it. Nothing of it runs any more.
   *
   * @param evidence what there is to show all the same; null when there is nothing
   */
  @WireType("changeover.report.failed")
  record Failed(
      Of of,
      Instant at,
      Instant startedAt,
      FailureReason reason,
      List<CheckResult> checks,
      @Nullable Evidence evidence)
      implements StepReport {
    public Failed {
      checks = List.copyOf(checks);
    }

    /** Nothing is there to show. */
    public Failed(
        Of of, Instant at, Instant startedAt, FailureReason reason, List<CheckResult> checks) {
      this(of, at, startedAt, reason, checks, null);
    }
  }
}
