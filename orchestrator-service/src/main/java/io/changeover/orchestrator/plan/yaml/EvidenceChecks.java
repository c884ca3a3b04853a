package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.StepId;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.StepSpec;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one step needs of another one has been found out by then. */
final class EvidenceChecks {
  private EvidenceChecks() {}

  static void evidenceIsThere(Draft draft, Findings findings) {
    Map<StepId, Sketch> known = draft.byId();
    draft
        .all()
        .forEach(each -> {
          StepSpec spec = each.spec();
          if (spec != null) {
            spec.evidenceFrom().forEach(from -> evidence(draft, each, spec, from, known, findings));
          }
        });
  }

  private static void evidence(
      Draft draft,
      Sketch each,
      StepSpec spec,
      StepId from,
      Map<StepId, Sketch> known,
      Findings findings) {
    String key = spec instanceof Fingerprint ? "/against" : "/baseline";
    Place place = draft.document().valueAt(Document.member(each.at(), spec.kind()) + key);
    Sketch earlier = known.get(from);
    if (earlier == null) {
      tellUnknown(from, place, candidates(known, each, spec), findings);
    } else if (earlier.spec() != null && !spec.canCompareWith(earlier.spec())) {
      tellWrong(from, place, spec, earlier.spec(), candidates(known, each, spec), findings);
    } else if (!OrderChecks.comesBefore(draft, earlier, each)) {
      tellTooLate(from, place, findings);
    }
  }

  private static String word(StepSpec spec) {
    return spec instanceof Fingerprint ? "dump" : spec.kind();
  }

  private static Set<String> candidates(Map<StepId, Sketch> known, Sketch each, StepSpec spec) {
    return known.values().stream()
        .filter(one -> !one.id().equals(each.id()) && fits(spec, one.spec()))
        .map(one -> one.id().value())
        .collect(Collectors.toSet());
  }

  private static boolean fits(StepSpec spec, @Nullable StepSpec earlier) {
    return earlier != null && spec.canCompareWith(earlier);
  }

  private static void tellUnknown(
      StepId from, Place place, Set<String> candidates, Findings findings) {
    findings.add(
        place,
        "unknown-step",
        "There is no step '%s'.".formatted(from),
        Nearest.hint(from.value(), candidates, "It can be one of"));
  }

  private static void tellWrong(
      StepId from,
      Place place,
      StepSpec spec,
      StepSpec earlier,
      Set<String> candidates,
      Findings findings) {
    String message =
        spec.getClass().isInstance(earlier)
            ? "'%s' looks at something else.".formatted(from)
            : "'%s' is no %s step.".formatted(from, word(spec));
    findings.add(place, "wrong-step", message, Nearest.hint("", candidates, "It can be"));
  }

  private static void tellTooLate(StepId from, Place place, Findings findings) {
    findings.add(
        place,
        "too-late",
        "'%s' does not come before this step.".formatted(from),
        "Move it to an earlier phase, or add 'after: [%s]'.".formatted(from));
  }
}
