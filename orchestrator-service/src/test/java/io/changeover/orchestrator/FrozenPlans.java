package io.changeover.orchestrator;

import io.changeover.contracts.PlanName;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.Plan;
import io.changeover.orchestrator.plan.Finding;
import io.changeover.orchestrator.plan.PlanCatalogue;
import io.changeover.orchestrator.plan.PlanReader;
import io.changeover.orchestrator.plan.PlanReading;
import io.changeover.orchestrator.registry.Registry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Plans in the form in which they are frozen, so that these tests need no YAML. */
final class FrozenPlans implements PlanReader, PlanCatalogue {
  @Override
  public PlanReading read(
      String file, String yaml, Map<String, String> parameters, Registry.Known known) {
    try {
      return new PlanReading.Understood(Json.mapper().readValue(yaml, Plan.class));
    } catch (JacksonException notOne) {
      return new PlanReading.Refused(
          List.of(new Finding(file, 1, 1, "wrong-type", notOne.getOriginalMessage(), "")));
    }
  }

  @Override
  public List<Entry> entries() {
    return List.of(
        new Entry(
            new PlanName("catalogued"),
            "catalogued.yaml",
            Json.canonical(Plans.noOps("catalogued", "catalogued-db", 1)),
            Instant.EPOCH));
  }

  @Override
  public Optional<Entry> find(PlanName name) {
    return entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
