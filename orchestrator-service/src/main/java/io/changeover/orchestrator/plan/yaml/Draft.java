package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.StepId;
import io.changeover.orchestrator.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A plan as far as it can be read, for the checks of its meaning.
 *
 * @param head everything but steps
 * @param steps of the phases, in their order
 * @param windows the checks of each window of the watch
 * @param verifications the checks after a rollback
 * @param rehearsed what the rehearsal looks at besides the migration
 */
record Draft(
    Document document,
    Head head,
    List<Sketch> steps,
    List<List<Sketch>> windows,
    List<Sketch> verifications,
    List<Sketch> rehearsed,
    Registry.Known known) {

  /** Every step and check, wherever it stands. */
  Stream<Sketch> all() {
    return Stream.of(
            steps.stream(),
            windows.stream().flatMap(List::stream),
            verifications.stream(),
            rehearsed.stream())
        .flatMap(each -> each);
  }

  /** The first step of each id. */
  Map<StepId, Sketch> byId() {
    Map<StepId, Sketch> sketches = new java.util.LinkedHashMap<>();
    all().forEach(each -> sketches.putIfAbsent(each.id(), each));
    return sketches;
  }
}
