package io.changeover.orchestrator.rest;

import io.changeover.contracts.PlanName;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.Plan;
import io.changeover.orchestrator.plan.Finding;
import io.changeover.orchestrator.plan.PlanCatalogue;
import io.changeover.orchestrator.plan.PlanReader;
import io.changeover.orchestrator.plan.PlanReading;
import io.changeover.orchestrator.registry.Registry;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of plans, and a dry run of reading one. */
@RestController
@RequestMapping("/api/v1/plans")
class PlanController {
  private final PlanCatalogue catalogue;
  private final PlanReader reader;
  private final Registry registry;

  PlanController(PlanCatalogue catalogue, PlanReader reader, Registry registry) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.registry = registry;
  }

  /** A plan of the catalogue. */
  record PlanView(
      String name, String file, Instant changedAt, Checked checked, @Nullable String yaml) {}

  /**
   * What reading has shown.
   *
   * @param digest of the plan with its default parameters; null when it cannot be read
   */
  record Checked(boolean valid, @Nullable String digest, List<Finding> findings) {}

  @Operation(summary = "The plans that can be started by name")
  @GetMapping
  List<PlanView> list() {
    return catalogue.entries().stream().map(entry -> view(entry, null)).toList();
  }

  @Operation(summary = "A plan, with its YAML and what is wrong with it")
  @GetMapping("/{name}")
  PlanView show(@PathVariable String name) {
    return catalogue
        .find(new PlanName(name))
        .map(entry -> view(entry, entry.yaml()))
        .orElseThrow(() -> Problem.notFound("plan", name));
  }

  @Operation(summary = "A dry run of reading a plan, with all findings")
  @PostMapping("/validate")
  Checked validate(@RequestBody Requests.Validation body) {
    String yaml = Requests.required(body.plan(), "plan");
    String file = Requests.text(body.file(), Requests.UNNAMED_FILE);
    return check(file, yaml, Requests.parameters(body.parameters()));
  }

  private PlanView view(PlanCatalogue.Entry entry, @Nullable String yaml) {
    return new PlanView(
        entry.name().value(),
        entry.file(),
        entry.changedAt(),
        check(entry.file(), entry.yaml(), Map.of()),
        yaml);
  }

  private Checked check(String file, String yaml, Map<String, String> parameters) {
    return switch (reader.read(file, yaml, parameters, registry.known())) {
      case PlanReading.Understood understood -> valid(understood.plan());
      case PlanReading.Refused refused -> new Checked(false, null, refused.findings());
    };
  }

  private static Checked valid(Plan plan) {
    return new Checked(true, Json.digestOf(plan).value(), List.of());
  }
}
