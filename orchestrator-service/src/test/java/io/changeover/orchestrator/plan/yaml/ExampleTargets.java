package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.orchestrator.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is registered while an example runs: the names in its targets.yml.template. */
final class ExampleTargets {
  private ExampleTargets() {}

  static Registry.Known of(String example) throws IOException {
    String template =
        Files.readString(Project.file("examples/%s/targets.yml.template".formatted(example)))
            .replace("@", "");
    Map<?, ?> settings =
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(template);
    Map<?, ?> registered = (Map<?, ?>) settings.get("changeover");
    Registry.Reach reach =
        new Registry.Reach(
            names(registered, "databases").stream()
                .map(TargetName::new)
                .collect(Collectors.toSet()),
            names(registered, "applications").stream()
                .map(TargetName::new)
                .collect(Collectors.toSet()),
            names(registered, "workspaces").stream()
                .map(WorkspaceName::new)
                .collect(Collectors.toSet()));
    return new Registry.Known(
        Map.of("backup", reach, "migration", reach, "rollout", reach, "validation", reach));
  }

  private static Set<String> names(Map<?, ?> registered, String kind) {
    Object named = registered.get(kind);
    return named instanceof Map<?, ?> map
        ? map.keySet().stream().map(Object::toString).collect(Collectors.toSet())
        : Set.of();
  }
}
