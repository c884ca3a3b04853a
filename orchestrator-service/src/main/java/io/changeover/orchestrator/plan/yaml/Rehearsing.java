package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.RehearsalPlan;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.DatabaseDump;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.core.RehearsalSteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps that {@code rehearse} stands for. */
final class Rehearsing {
  /** Compares what no backup compares. */
  static final StepId SAME_SCHEMA = new StepId(RehearsalSteps.PREFIX + "same-schema");

  private Rehearsing() {}

  static @Nullable RehearsalPlan plan(@Nullable PlanFile file) {
    PlanFile.Rehearse written = file == null ? null : file.rehearse();
    return written == null
        ? null
        : new RehearsalPlan(
            written.target(),
            Objects.requireNonNullElse(written.copy(), CopyScope.DATA),
            Objects.requireNonNullElse(written.levels(), List.of()));
  }

  /** The plan's steps with those of its rehearsal, by phase. */
  static List<PlanStep> steps(Draft draft, List<PlanStep> written) {
    RehearsalPlan plan = plan(draft.head().file());
    if (plan == null) {
      return written;
    }
    List<PlanStep> all = new ArrayList<>(written);
    all.addAll(made(plan, written, draft));
    if (written.stream().noneMatch(step -> dumps(step, plan))) {
      all.add(sameSchema(plan, written));
    }
    all.sort(Comparator.comparing(PlanStep::phase));
    return all;
  }

  static List<PlanStep> made(RehearsalPlan plan, List<PlanStep> written, Draft draft) {
    return RehearsalSteps.of(
        plan,
        written.stream().filter(step -> step.phase() == Phase.MIGRATE).toList(),
        Stream.ofNullable(draft.rehearsed())
            .flatMap(List::stream)
            .flatMap(Rehearsing::step)
            .toList());
  }

  private static Stream<PlanStep> step(Sketch sketch) {
    return Stream.ofNullable(sketch.step());
  }

  private static boolean dumps(PlanStep step, RehearsalPlan plan) {
    return step.phase() == Phase.BACKUP
        && step.spec() instanceof DatabaseDump dump
        && dump.target().equals(plan.target());
  }

  /** Without a dump that shows the schema, it is looked at before anything is migrated. */
  private static PlanStep sameSchema(RehearsalPlan plan, List<PlanStep> written) {
    Fingerprint spec =
        new Fingerprint(plan.target(), RehearsalSteps.CLONE, FingerprintScope.SCHEMA);
    return new PlanStep(
        SAME_SCHEMA,
        Phase.BACKUP,
        "The schema is the one that was rehearsed on",
        spec,
        spec.usualTimeout(),
        null,
        written.stream().filter(step -> step.phase() == Phase.BACKUP).map(PlanStep::id).toList(),
        Severity.MAJOR,
        Cause.PREPARATION_FAILED,
        1,
        null);
  }
}
