package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What comes after what. */
final class OrderChecks {
  private OrderChecks() {}

  static void idsAreUnique(Draft draft, Findings findings) {
    Map<StepId, Sketch> first = new HashMap<>();
    draft
        .all()
        .forEach(each -> {
          Sketch earlier = first.putIfAbsent(each.id(), each);
          if (earlier != null) {
            tellDuplicate(each, earlier, draft.document(), findings);
          }
        });
  }

  private static void tellDuplicate(
      Sketch second, Sketch first, Document document, Findings findings) {
    findings.add(
        document.valueAt(second.at() + "/id"),
        "duplicate-id",
        "A second step is called '%s'.".formatted(second.id()),
        "The first one stands in line %d; give one of them another id."
            .formatted(document.valueAt(first.at()).line()));
  }

  static void idsAreFree(Draft draft, Findings findings) {
    draft
        .all()
        .filter(each -> !each.at().startsWith("/rollback/"))
        .filter(each -> each.id().value().matches("(rehearse|rollback|approve|sign-off)\\..*"))
        .forEach(each ->
            findings.add(
                draft.document().valueAt(each.at() + "/id"),
                "reserved-id",
                "'%s' is kept for the deployment's own steps and tasks.".formatted(each.id()),
                "Start it with something other than rehearse., rollback., approve. or sign-off."));
  }

  static void afterExists(Draft draft, Findings findings) {
    Map<StepId, Sketch> known = draft.byId();
    for (Sketch each : draft.steps()) {
      afterExists(each, known, draft, findings);
    }
  }

  private static void afterExists(
      Sketch step, Map<StepId, Sketch> known, Draft draft, Findings findings) {
    List<StepId> after = written(step);
    for (int i = 0; i < after.size(); i++) {
      Place place = place(step, after.get(i), draft.document());
      Sketch before = known.get(after.get(i));
      if (before == null) {
        tellUnknown(after.get(i), place, idsOf(draft.steps(), step.phase()), findings);
      } else if (before.phase() != step.phase()) {
        tellOtherPhase(before, place, findings);
      }
    }
  }

  private static Place place(Sketch step, StepId before, Document document) {
    JsonNode written = document.root().at(step.at() + "/after");
    int i = 0;
    while (i < written.size() && !written.get(i).asString("").equals(before.value())) {
      i++;
    }
    return document.valueAt(Document.element(step.at() + "/after", i));
  }

  private static void tellUnknown(
      StepId id, Place place, Set<String> candidates, Findings findings) {
    findings.add(
        place,
        "unknown-step",
        "There is no step '%s'.".formatted(id),
        Nearest.hint(id.value(), candidates, "The steps of this phase are"));
  }

  private static void tellOtherPhase(Sketch before, Place place, Findings findings) {
    findings.add(
        place,
        "wrong-phase",
        "'%s' belongs to %s, but 'after' orders the steps of one phase."
            .formatted(before.id(), before.phase()),
        "Phases run one after the other anyway.");
  }

  /** The steps that a step says it comes after. */
  private static List<StepId> written(Sketch sketch) {
    return sketch.isVerification() ? List.of() : sketch.after();
  }

  static Set<String> idsOf(List<Sketch> steps, Phase phase) {
    return steps.stream()
        .filter(each -> each.phase() == phase)
        .map(each -> each.id().value())
        .collect(Collectors.toSet());
  }

  /** Each cycle is named once, at the step of it that stands first. */
  static void noCycles(Draft draft, Findings findings) {
    Map<StepId, List<StepId>> edges = edges(draft);
    Set<StepId> told = new HashSet<>();
    for (StepId start : edges.keySet()) {
      if (told.contains(start)) {
        continue;
      }
      List<StepId> cycle = cycle(start, edges);
      if (!cycle.isEmpty()) {
        told.addAll(cycle);
        Sketch first = draft.byId().get(start);
        findings.add(
            draft.document().keyAt((first == null ? "" : first.at()) + "/after"),
            "cycle",
            "These steps wait for each other: %s -> %s."
                .formatted(
                    cycle.stream().map(StepId::value).collect(Collectors.joining(" -> ")), start),
            "Take one of them out of an 'after'.");
      }
    }
  }

  static Map<StepId, List<StepId>> edges(Draft draft) {
    Map<StepId, List<StepId>> edges = new LinkedHashMap<>();
    draft.steps().forEach(each -> edges.putIfAbsent(each.id(), each.after()));
    return edges;
  }

  /** The shortest way from a step back to itself; empty when there is none. */
  private static List<StepId> cycle(StepId start, Map<StepId, List<StepId>> edges) {
    Map<StepId, StepId> reachedFrom = new HashMap<>();
    Deque<StepId> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      StepId at = next.removeFirst();
      for (StepId before : edges.getOrDefault(at, List.of())) {
        if (before.equals(start)) {
          return way(start, at, reachedFrom);
        }
        if (reachedFrom.putIfAbsent(before, at) == null) {
          next.addLast(before);
        }
      }
    }
    return List.of();
  }

  private static List<StepId> way(StepId start, StepId end, Map<StepId, StepId> reachedFrom) {
    List<StepId> way = new ArrayList<>();
    for (StepId at = end; !at.equals(start); at = reachedFrom.getOrDefault(at, start)) {
      way.addFirst(at);
    }
    way.addFirst(start);
    return way;
  }

  /** True when a step is certainly done before another one starts. */
  static boolean comesBefore(Draft draft, Sketch earlier, Sketch later) {
    if (earlier.phase() != later.phase() || later.at().startsWith("/rollback/")) {
      return earlier.phase().compareTo(later.phase()) < 0 || later.at().startsWith("/rollback/");
    }
    Map<StepId, List<StepId>> edges = edges(draft);
    Set<StepId> seen = new HashSet<>();
    Deque<StepId> next = new ArrayDeque<>(edges.getOrDefault(later.id(), List.of()));
    while (!next.isEmpty()) {
      StepId at = next.removeFirst();
      if (at.equals(earlier.id())) {
        return true;
      }
      if (seen.add(at)) {
        next.addAll(edges.getOrDefault(at, List.of()));
      }
    }
    return false;
  }
}
