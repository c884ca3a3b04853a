package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.step.DoneBy;
import io.changeover.contracts.step.StepSpec;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every kind of step that a plan may name, by its word. */
final class Kinds {
  static final Map<String, Class<? extends StepSpec>> BY_WORD = byWord();

  private Kinds() {}

  /** What a kind says of itself. */
  static DoneBy of(Class<? extends StepSpec> kind) {
    return kind.getAnnotation(DoneBy.class);
  }

  /** What the kind of that word says of itself; null when there is none. */
  static @Nullable DoneBy of(@Nullable String word) {
    Class<? extends StepSpec> kind = word == null ? null : BY_WORD.get(word);
    return kind == null ? null : of(kind);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Class<? extends StepSpec>> byWord() {
    Map<String, Class<? extends StepSpec>> kinds = new TreeMap<>();
    for (Class<?> kind : StepSpec.class.getPermittedSubclasses()) {
      Class<? extends StepSpec> spec = (Class<? extends StepSpec>) kind;
      if (of(spec).written()) {
        kinds.put(StepSpec.wordOf(spec), spec);
      }
    }
    return Collections.unmodifiableMap(kinds);
  }
}
