package io.changeover.rollout.release;

import io.changeover.contracts.step.Compose;
import io.changeover.contracts.step.HealthPoint;
import io.changeover.contracts.step.Railway;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** When a version counts as in service. */
record Terms(List<HealthPoint> health, Duration within, int steady) {
  static Terms of(Compose spec) {
    return new Terms(
        Objects.requireNonNull(spec.health()),
        Objects.requireNonNull(spec.within()),
        Objects.requireNonNull(spec.steady()));
  }

  static Terms of(Railway spec) {
    return new Terms(
        Objects.requireNonNull(spec.health()),
        Objects.requireNonNull(spec.within()),
        Objects.requireNonNull(spec.steady()));
  }

  /** The platform alone is asked. */
  Terms withoutHealth() {
    return new Terms(List.of(), within, steady);
  }
}
