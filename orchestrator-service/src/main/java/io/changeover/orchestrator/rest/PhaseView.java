package io.changeover.orchestrator.rest;

import io.changeover.contracts.Phase;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.core.Deployment;
import io.changeover.core.PhaseRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A phase of a deployment and its steps. */
public record PhaseView(
    Phase phase,
    String status,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    List<StepView> steps) {

  /** The phase as it stands; empty when the plan has nothing in it. */
  static Optional<PhaseView> of(Deployment state, Phase phase) {
    List<StepView> steps = planned(state, phase).map(step -> StepView.of(state, step)).toList();
    boolean peoples = phase == Phase.APPROVE && !state.plan().approvals().isEmpty();
    boolean signed = phase == Phase.SIGN_OFF && !state.plan().signOff().isEmpty();
    if (steps.isEmpty() && !peoples && !signed) {
      return Optional.empty();
    }
    PhaseRun run = state.phases().get(phase);
    return Optional.of(
        new PhaseView(
            phase,
            status(state, run),
            run == null ? null : run.startedAt(),
            run == null ? null : run.completedAt(),
            steps));
  }

  private static Stream<PlanStep> planned(Deployment state, Phase phase) {
    return state.plan().allSteps().filter(step -> step.phase() == phase);
  }

  private static String status(Deployment state, @Nullable PhaseRun run) {
    if (run == null) {
      return state.ended() ? "skipped" : "pending";
    }
    if (run.completedAt() != null) {
      return "completed";
    }
    return state.failure() == null && !state.ended() ? "running" : "failed";
  }
}
