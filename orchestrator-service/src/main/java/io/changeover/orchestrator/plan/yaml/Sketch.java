package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.StepSpec;
import org.jspecify.annotations.Nullable;

/**
 * A step as far as it can be read.
 *
 * @param at the JSON Pointer to where it is written
 * @param spec null when what it does cannot be read
 * @param step null when it cannot be read as a whole
 */
record Sketch(String at, StepId id, Phase phase, @Nullable StepSpec spec, @Nullable PlanStep step) {

  boolean isVerification() {
    return at.contains("/verify/");
  }
}
