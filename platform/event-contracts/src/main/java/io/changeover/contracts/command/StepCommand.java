package io.changeover.contracts.command;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WireType;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Do this step. A specialist that has seen the command's id before reports what became of it, and
 * does not do it again.
 *
 * @param attempt counts from 1; a retry and each round of a watch is a new attempt
 * @param severity what a failed check of this step weighs
 * @param timeout how long the step may take from its start
 * @param targets what the plan's aliases stand for
 * @param evidence of the steps that {@link StepSpec#evidenceFrom()} names, and, for back and probe,
 *     of the step's own way forward where it had got that far; going back from a copy that was
 *     looked at, its price instead
 * @param scratch databases that stand in for targets, by alias: what they are called at the
 *     target's server; null outside of a rehearsal
 */
@WireType("changeover.step.do")
public record StepCommand(
    CommandId command,
    DeploymentId deployment,
    StepId step,
    Direction direction,
    int attempt,
    Severity severity,
    Duration timeout,
    Map<TargetAlias, TargetName> targets,
    Map<StepId, Evidence> evidence,
    StepSpec spec,
    @Nullable Map<TargetAlias, String> scratch)
    implements SpecialistMessage {
  public StepCommand {
    targets = Map.copyOf(targets);
    evidence = Map.copyOf(evidence);
    scratch = scratch == null ? null : Map.copyOf(scratch);
  }

  /** A command outside of a rehearsal. */
  public StepCommand(
      CommandId command,
      DeploymentId deployment,
      StepId step,
      Direction direction,
      int attempt,
      Severity severity,
      Duration timeout,
      Map<TargetAlias, TargetName> targets,
      Map<StepId, Evidence> evidence,
      StepSpec spec) {
    this(
        command,
        deployment,
        step,
        direction,
        attempt,
        severity,
        timeout,
        targets,
        evidence,
        spec,
        null);
  }

  /** The database that stands in for a target in a rehearsal; empty for the target itself. */
  public Optional<String> scratchOf(TargetAlias alias) {
    return Optional.ofNullable(scratch).map(names -> names.get(alias));
  }

  /**
   * The name that an alias stands for.
   *
   * @throws IllegalArgumentException when the plan has no such target
   */
  public TargetName target(TargetAlias alias) {
    TargetName name = targets.get(alias);
    if (name == null) {
      throw new IllegalArgumentException("the plan names no target '" + alias + "'");
    }
    return name;
  }
}
