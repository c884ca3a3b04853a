package io.changeover.orchestrator.plan;

import io.changeover.contracts.plan.Plan;
import java.util.List;

/** What came of reading a plan. */
public sealed interface PlanReading {
  /** The plan, with every parameter filled in. */
  record Understood(Plan plan) implements PlanReading {}

  /** Everything that is wrong, in the order of the file; never empty. */
  record Refused(List<Finding> findings) implements PlanReading {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
