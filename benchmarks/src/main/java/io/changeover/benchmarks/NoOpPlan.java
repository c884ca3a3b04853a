package io.changeover.benchmarks;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Twelve steps, one after the other, that do nothing. */
final class NoOpPlan {
  /** How many steps it has. */
  static final int STEPS = 12;

  private NoOpPlan() {}

  private static String yaml() {
    return """
    apiVersion: changeover/v1
    name: nothing
    version: "1"
    finish:
    """
        + IntStream.rangeClosed(1, STEPS)
            .mapToObj("  - {id: step-%d, no-op: {}}\n"::formatted)
            .collect(Collectors.joining());
  }

  /** What starts a deployment of it. */
  static Map<String, Object> request() {
    return Map.of("plan", yaml(), "environment", "benchmark", "reason", "measured");
  }
}
