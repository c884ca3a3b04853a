package io.changeover.core;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.event.RollbackMove;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.Rehearsal;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command of an attempt. The same state gives the same command, however often it is sent. */
final class Commands {
  private Commands() {}

  static StepCommand of(Deployment state, StepRun run) {
    StepId step = run.key().step();
    Optional<PlanStep> planned = state.plan().step(step).or(() -> verification(state, step));
    StepSpec spec = planned.map(PlanStep::spec).orElseGet(() -> move(state, step).spec());
    Duration timeout = planned.map(PlanStep::timeout).orElseGet(() -> move(state, step).timeout());
    return new StepCommand(
        Objects.requireNonNull(run.command(), "a task has no command"),
        state.id(),
        step,
        planned.map(PlanStep::rehearsal).map(Rehearsal::direction).orElse(run.key().direction()),
        run.attempt(),
        planned.map(PlanStep::severity).orElseGet(() -> RollbackMoves.severity(state, spec)),
        timeout,
        state.plan().targets(),
        evidence(state, run, spec, planned.orElse(null)),
        spec,
        Rehearsals.scratch(state, planned.orElse(null)));
  }

  private static Optional<PlanStep> verification(Deployment state, StepId step) {
    return state.plan().rollback().verify().stream()
        .filter(check -> check.id().equals(step))
        .findFirst();
  }

  private static RollbackMove move(Deployment state, StepId step) {
    RollbackRun rollback = Objects.requireNonNull(state.rollback(), "no rollback was decided");
    return rollback.moves().stream()
        .filter(move -> move.step().equals(step))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no step is called " + step));
  }

  private static Map<StepId, Evidence> evidence(
      Deployment state, StepRun run, StepSpec spec, @Nullable PlanStep planned) {
    Map<StepId, Evidence> evidence = new LinkedHashMap<>();
    for (StepId earlier : spec.evidenceFrom()) {
      state.evidence(earlier).ifPresent(shown -> evidence.put(earlier, shown));
    }
    StepId itself = run.key().step();
    Rehearsals.undone(state, planned).ifPresent(shown -> evidence.put(itself, shown));
    if (run.key().direction() != Direction.FORWARD) {
      state.evidence(itself).ifPresent(shown -> evidence.put(itself, shown));
    }
    if (run.key().direction() == Direction.BACK) {
      CopiedRows.seen(state, itself).ifPresent(price -> evidence.put(itself, price));
    }
    return evidence;
  }

  /** The id of an attempt's command. */
  static CommandId id(StepRun run) {
    return Objects.requireNonNull(run.command(), "a task has no command");
  }
}
