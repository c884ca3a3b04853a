package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.RehearsalPlan;
import io.changeover.contracts.step.StepSpec;
import io.changeover.core.RehearsalSteps;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be rehearsed on a copy of a database, and what cannot. */
final class RehearsalChecks {
  private static final String LEVELS = "/rehearse/levels";
  private static final String CANNOT = "cannot-rehearse";

  private RehearsalChecks() {}

  static void levelsCanBeTried(Draft draft, Findings findings) {
    List<@Nullable RollbackLevel> levels = draft.head().trial().levels();
    Set<RollbackLevel> seen = new HashSet<>();
    for (int i = 0; i < levels.size(); i++) {
      Place place = draft.document().valueAt(Document.element(LEVELS, i));
      RollbackLevel level = levels.get(i);
      if (level == RollbackLevel.TRAFFIC_BACK) {
        findings.add(
            place,
            "not-supported",
            "Level 2 moves traffic, which a copy of a database does not have.",
            "Rehearse levels 1 and 3; level 2 is looked at when it is chosen.");
      } else if (level != null && !seen.add(level)) {
        findings.add(
            place,
            "duplicate-level",
            "Level %d stands here a second time.".formatted(level.number()),
            "Leave it out.");
      }
    }
  }

  /** Level 2 cannot be tried, which the receipt says; of the others each that a rule names is. */
  static void namedLevelsAreTried(Draft draft, Findings findings) {
    Trial trial = draft.head().trial();
    List<@Nullable Level> rules = draft.head().ruleLevels();
    for (int i = 0; trial.complete() && i < rules.size(); i++) {
      Level named = rules.get(i);
      RollbackLevel level = named == null ? null : named.level();
      if (level != null && level != RollbackLevel.TRAFFIC_BACK && !trial.levels().contains(level)) {
        findings.add(
            draft.document().valueAt(Document.element("/rollback/rules", i) + "/level"),
            "not-rehearsed",
            "A rule names level %d, which the rehearsal does not try.".formatted(level.number()),
            "Add %d to rehearse: {levels: [...]}, or let the rule ask.".formatted(level.number()));
      }
    }
  }

  static void migrationCanBeTried(Draft draft, Findings findings) {
    RehearsalPlan plan = draft.head().trial().plan();
    if (plan == null) {
      return;
    }
    List<Sketch> migration =
        draft.steps().stream().filter(each -> each.phase() == Phase.MIGRATE).toList();
    List<Sketch> touching =
        migration.stream()
            .filter(each -> each.spec() != null)
            .filter(each -> spec(each).databasesChanged().contains(plan.target()))
            .toList();
    if (touching.isEmpty() && migration.stream().allMatch(each -> each.spec() != null)) {
      findings.add(
          draft.document().valueAt("/rehearse/target"),
          "nothing-to-rehearse",
          "No step of migrate changes '%s'.".formatted(plan.target()),
          "Name the database that is migrated.");
    }
    touching.forEach(each -> canBeTried(plan, each, draft.document(), findings));
  }

  private static void canBeTried(
      RehearsalPlan plan, Sketch each, Document document, Findings findings) {
    Place place = document.keyAt(Document.member(each.at(), spec(each).kind()));
    if (!RehearsalSteps.onCopy(plan, spec(each))) {
      tellCannot(plan, each.id(), place, findings);
    } else if (plan.levels().contains(RollbackLevel.SCHEMA_DOWNGRADE) && !spec(each).leadsBack()) {
      findings.add(
          place,
          CANNOT,
          "'%s' has no way back, so level 1 cannot be rehearsed.".formatted(each.id()),
          "Give it one, or leave 1 out of rehearse: {levels: ...}.");
    }
  }

  private static void tellCannot(RehearsalPlan plan, StepId id, Place place, Findings findings) {
    findings.add(
        place,
        CANNOT,
        "'%s' cannot be done on a copy of '%s': it touches something else, or its kind is not rehearsed."
            .formatted(id, plan.target()),
        "Name one database in it, or leave 'rehearse' out.");
  }

  static void checksCanBeTried(Draft draft, Findings findings) {
    RehearsalPlan plan = draft.head().trial().plan();
    for (Sketch each : draft.rehearsed()) {
      if (plan != null && each.spec() != null && !RehearsalSteps.onCopy(plan, spec(each))) {
        Place place = draft.document().keyAt(Document.member(each.at(), spec(each).kind()));
        tellCannot(plan, each.id(), place, findings);
      }
    }
  }

  /** The rehearsal's own ids are made of those of the plan. */
  static void idsAreFree(Draft draft, Findings findings) {
    RehearsalPlan plan = Rehearsing.plan(draft.head().file());
    boolean readable =
        Stream.concat(draft.steps().stream(), draft.rehearsed().stream())
            .allMatch(each -> each.step() != null);
    if (plan == null || !readable || findings.any()) {
      return;
    }
    try {
      Set<StepId> seen = new HashSet<>();
      for (PlanStep step : Rehearsing.made(plan, Assembly.steps(draft.steps()), draft)) {
        if (!seen.add(step.id())) {
          tellTaken(draft.document(), step.id(), findings);
        }
      }
    } catch (IllegalArgumentException tooLong) {
      findings.add(
          draft.document().keyAt("/rehearse"),
          "wrong-form",
          "The id of a step becomes too long: %s.".formatted(tooLong.getMessage()),
          "The steps of a rehearsal are called rehearse.<id>.again; shorten the id.");
    }
  }

  private static void tellTaken(Document document, StepId id, Findings findings) {
    findings.add(
        document.keyAt("/rehearse"),
        "duplicate-id",
        "Two steps of the rehearsal would be called '%s'.".formatted(id),
        "Give the step of migrate that it is made of another id.");
  }

  private static StepSpec spec(Sketch sketch) {
    return Objects.requireNonNull(sketch.spec());
  }
}
