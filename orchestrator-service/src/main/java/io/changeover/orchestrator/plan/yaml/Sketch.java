package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.StepSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step as far as it can be read.
 *
 * @param at the JSON Pointer to where it is written
 * @param kind the word for what it does; null when it names none or several
 * @param after the steps that it comes after, as far as they can be read
 * @param spec null when what it does cannot be read
 * @param step null when it cannot be read as a whole
 */
record Sketch(
    String at,
    StepId id,
    Phase phase,
    @Nullable String kind,
    List<StepId> after,
    @Nullable StepSpec spec,
    @Nullable PlanStep step) {

  boolean isVerification() {
    return at.contains("/verify/");
  }
}
