package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import io.changeover.contracts.step.DumpVerification;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.contracts.step.ResponseTime;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What keeps a deployment able to go back, and a watch able to end. */
final class SafetyChecks {
  private static final Map<String, Set<Phase>> ONLY_IN =
      Map.of(
          "alembic", Set.of(Phase.MIGRATE),
          "start-instance", Set.of(Phase.ROLLOUT),
          "switch-traffic", Set.of(Phase.ROLLOUT),
          "postgres-dump", Set.of(Phase.BACKUP, Phase.FINISH));

  private SafetyChecks() {}

  /** Whatever changes something stands where a rollback looks for it. */
  static void changesStandInTheirPhase(Draft draft, Findings findings) {
    for (Sketch each : draft.steps()) {
      StepSpec spec = each.spec();
      Set<Phase> phases = spec == null ? null : ONLY_IN.get(spec.kind());
      if (spec != null && phases != null && !phases.contains(each.phase())) {
        findings.add(
            draft.document().keyAt(Document.member(each.at(), spec.kind())),
            "wrong-phase",
            "'%s' does not belong into %s.".formatted(spec.kind(), each.phase()),
            "Move the step to %s."
                .formatted(
                    phases.stream().sorted().map(Phase::word).collect(Collectors.joining(" or "))));
      }
    }
  }

  static void migrationsHaveBackups(Draft draft, Findings findings) {
    Set<String> proved =
        draft.steps().stream()
            .filter(each -> each.phase() == Phase.BACKUP)
            .map(Sketch::spec)
            .filter(PostgresDump.class::isInstance)
            .map(PostgresDump.class::cast)
            .filter(dump -> dump.verify() == DumpVerification.RESTORE)
            .map(dump -> dump.target().value())
            .collect(Collectors.toSet());
    boolean unclear =
        draft.steps().stream()
            .anyMatch(each -> each.phase() == Phase.BACKUP && each.spec() == null);
    for (Sketch each : draft.steps()) {
      StepSpec spec = each.spec();
      if (unclear || spec == null || each.phase() != Phase.MIGRATE || !spec.changes()) {
        continue;
      }
      spec.targets().stream()
          .filter(target -> !proved.contains(target.value()))
          .forEach(target ->
              findings.add(
                  draft.document().keyAt(Document.member(each.at(), spec.kind())),
                  "no-backup",
                  "Nothing goes back to where '%s' was before this migration.".formatted(target),
                  "Add to backup: postgres-dump: {target: %s, verify: restore}."
                      .formatted(target)));
    }
  }

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
    String key = spec instanceof ResponseTime ? "baseline" : "against";
    Class<? extends StepSpec> needed =
        spec instanceof Fingerprint ? PostgresDump.class : spec.getClass();
    Place place = draft.document().valueAt(Document.member(each.at(), spec.kind()) + "/" + key);
    Sketch earlier = known.get(from);
    if (earlier == null) {
      List<String> candidates =
          known.values().stream()
              .filter(one -> needed.isInstance(one.spec()))
              .map(one -> one.id().value())
              .toList();
      findings.add(
          place,
          "unknown-step",
          "There is no step '%s'.".formatted(from),
          Nearest.hint(from.value(), candidates, "It can be one of"));
    } else if (earlier.spec() != null && !needed.isInstance(earlier.spec())) {
      findings.add(
          place, "wrong-step", "'%s' is no %s step.".formatted(from, StepSpec.wordOf(needed)), "");
    } else if (!OrderChecks.comesBefore(draft, earlier, each)) {
      findings.add(
          place,
          "too-late",
          "'%s' does not come before this step.".formatted(from),
          "Move it to an earlier phase, or add 'after: [%s]'.".formatted(from));
    }
  }

  static void windowsFollowEachOther(Draft draft, Findings findings) {
    Duration before = Duration.ZERO;
    for (int i = 0; i < draft.head().windows().size(); i++) {
      PlanFile.Window window = draft.head().windows().get(i);
      if (window == null) {
        continue;
      }
      String at = Document.element("/watch", i);
      if (window.until().compareTo(before) <= 0 && !before.isZero()) {
        findings.add(
            draft.document().valueAt(at + "/until"),
            "wrong-order",
            "This window ends at %s, but the one before it at %s."
                .formatted(window.until(), before),
            "'until' counts from the start of the watch: let it grow from window to window.");
      }
      if (!window.every().isPositive() || !window.until().isPositive()) {
        findings.add(
            draft.document().valueAt(at),
            "wrong-value",
            "'until' and 'every' are longer than nothing.",
            "For example: until: PT1H, every: PT5M.");
      } else if (window.every().compareTo(window.until()) > 0) {
        findings.add(
            draft.document().valueAt(at + "/every"),
            "wrong-value",
            "'every' is longer than the window.",
            "At most %s.".formatted(window.until()));
      }
      before = window.until();
    }
  }
}
