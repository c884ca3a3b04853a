package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.event.DeploymentEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of deployments in a bad world. A failure names its seed; {@code
 * -Dsimulation.seed=<seed>} runs that one alone, {@code -Dsimulation.runs=<n>} more of them.
 */
class SimulationTest {
  private static final long FIRST = Long.getLong("simulation.first", 20_260_301L);
  private static final int RUNS = Integer.getInteger("simulation.runs", 3_000);
  private static final int FOLDED = 10;

  @Test
  void everyDeploymentEndsAndNoneBreaksAnInvariant() {
    Long alone = Long.getLong("simulation.seed");
    Map<String, Integer> seen = new TreeMap<>();
    if (alone != null) {
      run(alone, true, seen);
      return;
    }
    for (int run = 0; run < RUNS; run++) {
      run(FIRST + run, run % FOLDED == 0, seen);
    }
    List<String> kinds =
        Stream.of(DeploymentEvent.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .toList();
    assertThat(seen.keySet()).as("events of every kind were seen").containsAll(kinds);
  }

  private static void run(long seed, boolean foldEachTime, Map<String, Integer> seen) {
    try {
      Simulation simulation = new Simulation(seed, foldEachTime);
      seen.merge(simulation.run().state().word(), 1, Integer::sum);
      simulation.log().stream()
          .map(event -> event.getClass().getSimpleName())
          .distinct()
          .forEach(event -> seen.merge(event, 1, Integer::sum));
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          "seed %d (-Dsimulation.seed=%d): %s".formatted(seed, seed, broken.getMessage()), broken);
    }
  }
}
