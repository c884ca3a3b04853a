package io.changeover.orchestrator.plan.yaml;

/** Looks at one thing that only the plan as a whole can get wrong. */
@FunctionalInterface
interface MeaningCheck {
  void check(Draft draft, Findings findings);
}
