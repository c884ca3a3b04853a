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
import org.junit.jupiter.api.Test;

class TracehubPlanTest {
  static final Registry.Known KNOWN =
      new Registry.Known(
          Set.of("backup", "migration", "rollout", "validation"),
          Set.of(new TargetName("tracehub-db"), new TargetName("yukyu-sqlite")),
          Set.of(new TargetName("tracehub-app")),
          Set.of(new WorkspaceName("tracehub"), new WorkspaceName("tracehub-checkout")));

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
