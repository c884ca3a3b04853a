package io.changeover.orchestrator.rest;

import io.changeover.contracts.PlanName;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.Plan;
import io.changeover.core.Deployment;
import io.changeover.core.Person;
import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.deployment.StartingDeployment;
import io.changeover.orchestrator.plan.PlanCatalogue;
import io.changeover.orchestrator.plan.PlanReader;
import io.changeover.orchestrator.plan.PlanReading;
import io.changeover.orchestrator.registry.Registry;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Starts deployments. */
@RestController
class StartController {
  private final PlanCatalogue catalogue;
  private final PlanReader reader;
  private final Registry registry;
  private final StartingDeployment starting;
  private final Idempotency idempotency;
  private final Clock clock;

  StartController(
      PlanCatalogue catalogue,
      PlanReader reader,
      Registry registry,
      StartingDeployment starting,
      Idempotency idempotency,
      Clock clock) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.registry = registry;
    this.starting = starting;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @Operation(summary = "Starts a deployment by a plan of the catalogue or by its YAML")
  @PostMapping("/api/v1/deployments")
  ResponseEntity<String> start(
      @AuthenticationPrincipal Person by,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestHeader(name = "traceparent", required = false) @Nullable String traceparent,
      @RequestBody Requests.Start body) {
    Requests.required(body.plan(), "plan");
    return idempotency.once(
        by, key, List.of("start", body), () -> started(by, key, traceparent, body));
  }

  private ResponseEntity<String> started(
      Person by, @Nullable String key, @Nullable String traceparent, Requests.Start body) {
    Map<String, String> parameters = Requests.parameters(body.parameters());
    Plan plan = read(entry(body), parameters);
    DeploymentRequested request =
        new DeploymentRequested(
            clock.instant(),
            plan,
            Json.digestOf(plan),
            Requests.text(body.environment(), "production"),
            parameters,
            Requests.text(body.reason(), ""),
            by.actor());
    try {
      Deployment started =
          starting.start(request, key == null ? "" : key, Traces.valid(traceparent));
      return ResponseEntity.created(URI.create("/api/v1/deployments/" + started.id()))
          .contentType(MediaType.APPLICATION_JSON)
          .body(Json.canonical(DeploymentView.of(started)));
    } catch (Deployments.TargetBusy busy) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "target-busy",
          String.valueOf(busy.getMessage()),
          Map.of("target", busy.target().value(), "deployment", busy.by().value()));
    }
  }

  private Plan read(PlanCatalogue.Entry entry, Map<String, String> parameters) {
    return switch (reader.read(entry.file(), entry.yaml(), parameters, registry.known())) {
      case PlanReading.Understood understood -> understood.plan();
      case PlanReading.Refused refused ->
          throw new Problem(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "plan-invalid",
              "The plan has %d findings; nothing was started.".formatted(refused.findings().size()),
              Map.of("findings", refused.findings()));
    };
  }

  private PlanCatalogue.Entry entry(Requests.Start body) {
    String named = body.plan();
    if (named.matches(PlanName.PATTERN)) {
      return catalogue.find(new PlanName(named)).orElseThrow(() -> Problem.notFound("plan", named));
    }
    return new PlanCatalogue.Entry(
        new PlanName("given"),
        Requests.text(body.file(), Requests.UNNAMED_FILE),
        named,
        clock.instant());
  }
}
