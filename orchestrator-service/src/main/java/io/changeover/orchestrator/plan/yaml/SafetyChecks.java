package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Phase;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.step.Compose;
import io.changeover.contracts.step.DatabaseDump;
import io.changeover.contracts.step.DoneBy;
import io.changeover.contracts.step.DumpVerification;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What keeps a deployment able to go back, and a watch able to end. */
final class SafetyChecks {
  private SafetyChecks() {}

  /** Whatever changes something stands where a rollback looks for it. */
  static void changesStandInTheirPhase(Draft draft, Findings findings) {
    for (Sketch each : draft.steps()) {
      String kind = each.kind();
      Set<Phase> phases = phases(kind);
      if (kind != null
          && !phases.isEmpty()
          && !phases.contains(each.phase())
          && !mayOnlyBuild(each)) {
        findings.add(
            draft.document().keyAt(Document.member(each.at(), kind)),
            "wrong-phase",
            "'%s' does not belong into %s.".formatted(kind, each.phase()),
            "Move the step to %s."
                .formatted(phases.stream().map(Phase::word).collect(Collectors.joining(" or "))));
      }
    }
  }

  /** Where a kind may stand, in the order of a deployment; empty for everywhere. */
  private static Set<Phase> phases(@Nullable String kind) {
    DoneBy says = Kinds.of(kind);
    return says == null ? Set.of() : new TreeSet<>(Arrays.asList(says.in()));
  }

  /** Images are needed before the migrations that run in them. */
  private static boolean mayOnlyBuild(Sketch step) {
    StepSpec spec = step.spec();
    return spec == null
        ? "compose".equals(step.kind())
        : spec instanceof Compose && !spec.changes();
  }

  static void migrationsHaveBackups(Draft draft, Findings findings) {
    boolean unclear = isWaivedOrUnreadable(draft);
    Set<TargetAlias> proved = proved(draft);
    for (Sketch each : draft.steps()) {
      StepSpec spec = each.spec();
      if (!unclear && spec != null && each.phase() == Phase.MIGRATE && spec.changes()) {
        Place place = draft.document().keyAt(Document.member(each.at(), spec.kind()));
        spec.databasesChanged().stream()
            .filter(target -> !proved.contains(target))
            .forEach(target -> tellNoBackup(target, place, findings));
      }
    }
  }

  private static boolean isWaivedOrUnreadable(Draft draft) {
    return draft.document().root().at("/waive/backup").isString()
        || draft.steps().stream()
            .anyMatch(each -> each.phase() == Phase.BACKUP && each.spec() == null);
  }

  private static Set<TargetAlias> proved(Draft draft) {
    return draft.steps().stream()
        .filter(each -> each.phase() == Phase.BACKUP)
        .map(Sketch::spec)
        .filter(DatabaseDump.class::isInstance)
        .map(DatabaseDump.class::cast)
        .filter(dump -> dump.verify() == DumpVerification.RESTORE)
        .map(DatabaseDump::target)
        .collect(Collectors.toSet());
  }

  private static void tellNoBackup(TargetAlias target, Place place, Findings findings) {
    findings.add(
        place,
        "no-backup",
        "Nothing goes back to where '%s' was before this migration.".formatted(target),
        "Add to backup: postgres-dump (of MariaDB mysql-dump): {target: %s, verify: restore}."
            .formatted(target));
  }

  static void rulesSayWhenTheyHold(Draft draft, Findings findings) {
    JsonNode rules = draft.document().root().at("/rollback/rules");
    for (int i = 0; rules.isArray() && i < rules.size(); i++) {
      JsonNode rule = rules.get(i);
      if (rule.isObject() && !rule.has("cause") && !rule.has("severity")) {
        findings.add(
            draft.document().valueAt(Document.element("/rollback/rules", i)),
            "missing-key",
            "A rule lacks the key 'cause' or 'severity'.",
            "Say of which failures it speaks, such as severity: critical.");
      }
    }
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
