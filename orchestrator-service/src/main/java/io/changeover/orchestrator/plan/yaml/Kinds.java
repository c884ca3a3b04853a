package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.step.DoneBy;
import io.changeover.contracts.step.StepSpec;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Every kind of step that a plan may name, by its word. */
final class Kinds {
  static final Map<String, Class<? extends StepSpec>> BY_WORD = byWord();

  private Kinds() {}

  @SuppressWarnings("unchecked")
  private static Map<String, Class<? extends StepSpec>> byWord() {
    Map<String, Class<? extends StepSpec>> kinds = new TreeMap<>();
    for (Class<?> kind : StepSpec.class.getPermittedSubclasses()) {
      Class<? extends StepSpec> spec = (Class<? extends StepSpec>) kind;
      if (spec.getAnnotation(DoneBy.class).written()) {
        kinds.put(StepSpec.wordOf(spec), spec);
      }
    }
    return Collections.unmodifiableMap(kinds);
  }
}
