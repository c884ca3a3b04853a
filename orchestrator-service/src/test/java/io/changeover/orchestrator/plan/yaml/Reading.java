package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.plan.Plan;
import io.changeover.orchestrator.plan.Finding;
import io.changeover.orchestrator.plan.PlanReader;
import io.changeover.orchestrator.plan.PlanReading;
import java.util.List;
import java.util.Map;

/** Reads plans for tests, with the targets of TraceHub registered. */
final class Reading {
  static final PlanReader READER = new YamlPlanReader(new Structure());

  private Reading() {}

  static List<Finding> findings(String yaml, Map<String, String> parameters) {
    return READER.read("plan.yaml", yaml, parameters, TracehubPlanTest.KNOWN)
            instanceof PlanReading.Refused refused
        ? refused.findings()
        : List.of();
  }

  static Plan plan(String yaml, Map<String, String> parameters) {
    PlanReading reading = READER.read("plan.yaml", yaml, parameters, TracehubPlanTest.KNOWN);
    assertThat(reading instanceof PlanReading.Refused refused ? refused.findings() : List.of())
        .isEmpty();
    return ((PlanReading.Understood) reading).plan();
  }
}
