package io.changeover.kit.job;

import io.changeover.contracts.step.StepSpec;
import io.changeover.kit.step.StepHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handlers of a service, by step kind. */
final class StepHandlers {
  private final Map<Class<?>, StepHandler<?>> byKind = new HashMap<>();

  /**
   * Takes the handlers.
   *
   * @throws IllegalArgumentException when two of them do the same kind
   */
  StepHandlers(List<StepHandler<?>> handlers) {
    for (StepHandler<?> handler : handlers) {
      StepHandler<?> other = byKind.put(handler.kind(), handler);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s and %s both do steps of the kind %s"
                .formatted(handler.getClass(), other.getClass(), handler.kind().getSimpleName()));
      }
    }
  }

  /** The handler of a step's kind. */
  Optional<StepHandler<StepSpec>> of(StepSpec spec) {
    @SuppressWarnings("unchecked") // a handler is kept under the class that it takes
    StepHandler<StepSpec> handler = (StepHandler<StepSpec>) byKind.get(spec.getClass());
    return Optional.ofNullable(handler);
  }
}
