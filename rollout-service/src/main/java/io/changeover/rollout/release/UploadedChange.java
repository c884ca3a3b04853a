package io.changeover.rollout.release;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.step.Railway;
import io.changeover.kit.step.StepFailure;
import io.changeover.rollout.release.RailwayServices.Deployment;
import io.changeover.rollout.release.RailwayServices.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A service at Railway gets another version. */
final class UploadedChange implements Change {
  private static final String SUCCESS = "SUCCESS";

  /** What does not become a success any more, in Railway's words. */
  private static final Set<String> OVER = Set.of("FAILED", "CRASHED", "REMOVED", "REMOVING");

  private final Railway spec;
  private final Service service;
  private final String version;
  private final List<Deployment> before;

  UploadedChange(Railway spec, Service service, String version)
      throws StepFailure, InterruptedException {
    this.spec = spec;
    this.service = service;
    this.version = version;
    this.before = service.deployments();
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public boolean served() {
    return before.stream().anyMatch(each -> each.status().equals(SUCCESS));
  }

  @Override
  public Duration betweenLooks() {
    return service.betweenLooks();
  }

  @Override
  public void begin() throws StepFailure, InterruptedException {
    service.upload(version);
  }

  @Override
  public Optional<String> missing() throws StepFailure, InterruptedException {
    Optional<Deployment> own = own();
    if (own.isEmpty()) {
      return Optional.of("Railway has not queued it yet");
    }
    String status = own.get().status();
    if (OVER.contains(status)) {
      throw new StepFailure(
          new FailureReason(
              FailureCode.TOOL_FAILED,
              "Railway says %s of %s of %s.".formatted(status, version, spec.service()),
              "Read the ends of its logs, repair the cause, and retry the step or roll back.",
              service.log(own.get())));
    }
    return status.equals(SUCCESS) ? Optional.empty() : Optional.of("Railway says " + status);
  }

  /** The newest that was not there before. */
  private Optional<Deployment> own() throws StepFailure, InterruptedException {
    Set<String> known = before.stream().map(Deployment::id).collect(Collectors.toSet());
    return service.deployments().stream().filter(each -> !known.contains(each.id())).findFirst();
  }

  @Override
  public String detail() throws StepFailure, InterruptedException {
    Optional<Deployment> own = own();
    return own.isPresent() ? service.log(own.get()) : "";
  }

  @Override
  public Evidence.Release evidence(Switched switched) throws StepFailure, InterruptedException {
    return new Evidence.Release(
        "railway",
        version,
        version.equals(spec.previous()) ? "" : spec.previous(),
        service.has(spec.previous()),
        own().map(each -> Map.of(spec.service(), each.id())).orElse(Map.of()),
        switched.took(),
        switched.switches());
  }
}
