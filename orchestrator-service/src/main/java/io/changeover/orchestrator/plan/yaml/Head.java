package io.changeover.orchestrator.plan.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a plan says besides its steps. What the checks of its meaning ask for is read on its own, so
 * that one wrong word hides nothing about the others.
 *
 * @param file the plan without steps and checks; null when that cannot be read
 * @param windows each window without its checks; null in place of one that cannot be read
 * @param trial what it wants to be rehearsed
 * @param ruleLevels the level of each rule of the rollback; null in place of one that cannot be
 *     read
 */
record Head(
    @Nullable PlanFile file,
    List<PlanFile.@Nullable Window> windows,
    Trial trial,
    List<@Nullable Level> ruleLevels) {
  private static final List<String> STEPS =
      List.of(
          "preflight", "backup", "migrate", "rollout", "validate", "finish", "watch", "parameters");

  static Head read(Document document, Values values) {
    List<PlanFile.@Nullable Window> windows = new ArrayList<>();
    JsonNode watch = document.root().path("watch");
    for (int i = 0; watch.isArray() && i < watch.size(); i++) {
      JsonNode window = without(watch.get(i), List.of("checks"));
      windows.add(
          values.read(window, Document.element("/watch", i), PlanFile.Window.class).orElse(null));
    }
    JsonNode bare = without(document.root(), STEPS);
    if (bare.path("rollback") instanceof ObjectNode rollback) {
      rollback.remove("verify");
    }
    if (bare.path("rehearse") instanceof ObjectNode rehearse) {
      rehearse.remove("checks");
    }
    Optional<PlanFile> file = values.read(bare, "", PlanFile.class);
    return new Head(
        file.orElse(null), windows, Trial.read(document, values), ruleLevels(document, values));
  }

  private static List<@Nullable Level> ruleLevels(Document document, Values values) {
    List<@Nullable Level> levels = new ArrayList<>();
    JsonNode rules = document.root().at("/rollback/rules");
    for (int i = 0; rules.isArray() && i < rules.size(); i++) {
      String at = Document.element("/rollback/rules", i) + "/level";
      levels.add(values.known(at, Level.class).orElse(null));
    }
    return levels;
  }

  private static JsonNode without(JsonNode node, List<String> keys) {
    return node instanceof ObjectNode object ? object.deepCopy().remove(keys) : node;
  }
}
