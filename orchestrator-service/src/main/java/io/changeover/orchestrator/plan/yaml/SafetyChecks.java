package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Phase;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.step.DumpVerification;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;
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
    boolean unclear =
        draft.steps().stream()
            .anyMatch(each -> each.phase() == Phase.BACKUP && each.spec() == null);
    Set<TargetAlias> proved = proved(draft);
    for (Sketch each : draft.steps()) {
      StepSpec spec = each.spec();
      if (!unclear && spec != null && each.phase() == Phase.MIGRATE && spec.changes()) {
        Place place = draft.document().keyAt(Document.member(each.at(), spec.kind()));
        spec.targets().stream()
            .filter(target -> !proved.contains(target))
            .forEach(target -> tellNoBackup(target, place, findings));
      }
    }
  }

  private static Set<TargetAlias> proved(Draft draft) {
    return draft.steps().stream()
        .filter(each -> each.phase() == Phase.BACKUP)
        .map(Sketch::spec)
        .filter(PostgresDump.class::isInstance)
        .map(PostgresDump.class::cast)
        .filter(dump -> dump.verify() == DumpVerification.RESTORE)
        .map(PostgresDump::target)
        .collect(Collectors.toSet());
  }

  private static void tellNoBackup(TargetAlias target, Place place, Findings findings) {
    findings.add(
        place,
        "no-backup",
        "Nothing goes back to where '%s' was before this migration.".formatted(target),
        "Add to backup: postgres-dump: {target: %s, verify: restore}.".formatted(target));
  }

  static void windowsFollowEachOther(Draft draft, Findings findings) {
    Duration before = Duration.ZERO;
    for (int i = 0; i < draft.head().windows().size(); i++) {
      PlanFile.Window window = draft.head().windows().get(i);
      if (window != null) {
        String at = Document.element("/watch", i);
        windowIsLongEnough(window, at, draft.document(), findings);
        if (window.until().compareTo(before) <= 0 && !before.isZero()) {
          findings.add(
              draft.document().valueAt(at + "/until"),
              "wrong-order",
              "This window ends at %s, but the one before it at %s."
                  .formatted(window.until(), before),
              "'until' counts from the start of the watch: let it grow from window to window.");
        }
        before = window.until();
      }
    }
  }

  private static void windowIsLongEnough(
      PlanFile.Window window, String at, Document document, Findings findings) {
    if (!window.every().isPositive() || !window.until().isPositive()) {
      findings.add(
          document.valueAt(at),
          "wrong-value",
          "'until' and 'every' are longer than nothing.",
          "For example: until: PT1H, every: PT5M.");
    } else if (window.every().compareTo(window.until()) > 0) {
      findings.add(
          document.valueAt(at + "/every"),
          "wrong-value",
          "'every' is longer than the window.",
          "At most %s.".formatted(window.until()));
    }
  }
}
