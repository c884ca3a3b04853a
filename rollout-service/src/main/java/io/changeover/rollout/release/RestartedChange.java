package io.changeover.rollout.release;

import io.changeover.contracts.Evidence;
import io.changeover.kit.step.StepFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The same version, started anew. */
record RestartedChange(Supervisor.Service service, boolean served) implements Change {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  @Override
  public String version() {
    return service.name();
  }

  @Override
  public Duration betweenLooks() {
    return BETWEEN_LOOKS;
  }

  @Override
  public void begin() throws StepFailure, InterruptedException {
    service.restart();
  }

  @Override
  public Optional<String> missing() throws StepFailure, InterruptedException {
    return service.missing();
  }

  @Override
  public String detail() throws StepFailure, InterruptedException {
    return service.log();
  }

  @Override
  public Evidence.Release evidence(Switched switched) throws StepFailure, InterruptedException {
    return new Evidence.Release(
        "restart",
        "",
        "",
        true,
        Map.of(service.name(), service.missing().orElse("runs")),
        switched.took(),
        switched.switches());
  }
}
