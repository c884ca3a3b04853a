package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.orchestrator.plan.PlanReading;
import io.changeover.orchestrator.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TracehubPlanTest {
  /** One database and one workspace are known to nobody but the backup service. */
  static final Registry.Known KNOWN =
      new Registry.Known(
          Map.of(
              "backup", reach("tracehub-archive"),
              "migration", reach(),
              "rollout", reach(),
              "validation", reach()));

  private static Registry.Reach reach(String... more) {
    return new Registry.Reach(
        Stream.concat(Stream.of("tracehub-db", "yukyu-sqlite"), Stream.of(more))
            .map(TargetName::new)
            .collect(Collectors.toSet()),
        Set.of(new TargetName("tracehub-app")),
        Stream.concat(Stream.of("tracehub", "tracehub-checkout"), Stream.of(more))
            .map(WorkspaceName::new)
            .collect(Collectors.toSet()));
  }

  @Test
  void isUnderstood() throws IOException {
    PlanReading reading =
        new YamlPlanReader(new Structure())
            .read(
                "plan.yaml",
                Files.readString(Project.file("examples/tracehub/plan.yaml")),
                Map.of(),
                KNOWN);

    assertThat(reading instanceof PlanReading.Refused refused ? refused.findings() : List.of())
        .isEmpty();
  }
}
