package io.changeover.core;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.Rehearsal;
import io.changeover.contracts.plan.RehearsalPlan;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.DropClone;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a rehearsal, one after the other: the target is copied into a scratch database; each
 * step of the migration that touches it is done there, with its checks. For level 1 all are undone
 * in reverse, the copy is compared with what it was, and they are done once more. Then come the
 * rehearsal's own checks, which may change the copy; for level 3 it is then restored from the dump,
 * swapped by rename and compared. In the end it is dropped.
 */
public final class RehearsalSteps {
  /** What the ids of all of them begin with. */
  public static final String PREFIX = "rehearse.";

  /** The step that makes the scratch database. */
  public static final StepId CLONE = new StepId(PREFIX + "clone");

  /** A server that is away for a moment keeps no scratch database. */
  private static final int ATTEMPTS_AT_DROPPING = 3;

  private final RehearsalPlan plan;
  private final List<PlanStep> made = new ArrayList<>();
  private List<StepId> before = List.of();

  private RehearsalSteps(RehearsalPlan plan) {
    this.plan = plan;
  }

  /**
   * Makes them.
   *
   * @param migration the steps of the phase migrate, in the order of the plan
   * @param checks what the plan wants to see on the migrated copy; their ids get the prefix
   */
  public static List<PlanStep> of(
      RehearsalPlan plan, List<PlanStep> migration, List<PlanStep> checks) {
    return new RehearsalSteps(plan).all(migration, checks);
  }

  /** Whether this can be done on a copy of the target: it touches that and nothing else. */
  public static boolean onCopy(RehearsalPlan plan, StepSpec spec) {
    return spec.rehearsable() && spec.targets().equals(Set.of(plan.target()));
  }

  private List<PlanStep> all(List<PlanStep> migration, List<PlanStep> checks) {
    List<PlanStep> tried = inOrder(migration.stream().filter(this::isTried).toList());
    List<PlanStep> changing = tried.stream().filter(step -> step.spec().changes()).toList();
    add(own("clone", "Copy the database into a scratch database", copying(), null));
    tried.forEach(step -> forward(step, migration));
    if (plan.levels().contains(RollbackLevel.SCHEMA_DOWNGRADE)) {
      changing.reversed().forEach(this::back);
      add(own("level-1", "The copy is as before the migration", comparing(), onCopy(null)));
      changing.forEach(this::again);
    }
    checks.forEach(check -> add(prefixed(check)));
    if (plan.levels().contains(RollbackLevel.RESTORE)) {
      Rehearsal restoring = new Rehearsal(CLONE, Direction.BACK, null);
      add(own("level-3", "Restore the dump once more, and swap by rename", copying(), restoring));
      add(own("level-3.compared", "The restored copy is as before", comparing(), onCopy(null)));
    }
    add(own("drop", "Drop the scratch database", new DropClone(plan.target(), CLONE), null));
    return List.copyOf(made);
  }

  private boolean isTried(PlanStep step) {
    return step.verifies() == null && onCopy(plan, step.spec());
  }

  /** In the order of the plan, but none before those that it comes after. */
  private static List<PlanStep> inOrder(List<PlanStep> steps) {
    List<PlanStep> left = new ArrayList<>(steps);
    List<PlanStep> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      PlanStep next =
          left.stream()
              .filter(step -> left.stream().noneMatch(other -> step.after().contains(other.id())))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("the steps wait for each other"));
      ordered.add(next);
      left.remove(next);
    }
    return ordered;
  }

  private void forward(PlanStep step, List<PlanStep> migration) {
    StepId id = id(step.id(), "");
    made.add(
        copy(step, id, "Rehearse: " + step.title(), step.spec(), before, null, onCopy(step.id())));
    before = new ArrayList<>(List.of(id));
    for (PlanStep check : migration) {
      if (step.id().equals(check.verifies()) && onCopy(plan, check.spec()) && fits(check.spec())) {
        verify(check, id);
      }
    }
  }

  /** Evidence of steps that have not run yet is not there; a copy of the schema has no rows. */
  private boolean fits(StepSpec spec) {
    return spec instanceof Fingerprint
        ? plan.copy() == CopyScope.DATA
        : spec.evidenceFrom().isEmpty();
  }

  private void verify(PlanStep check, StepId verified) {
    StepId id = id(check.id(), "");
    StepSpec spec =
        check.spec() instanceof Fingerprint fingerprint
            ? new Fingerprint(fingerprint.target(), CLONE, fingerprint.scope())
            : check.spec();
    made.add(
        copy(
            check,
            id,
            "Rehearse: " + check.title(),
            spec,
            List.of(verified),
            verified,
            onCopy(check.id())));
    before.add(id);
  }

  private void back(PlanStep step) {
    Rehearsal undoing = new Rehearsal(CLONE, Direction.BACK, step.id());
    String title = "Rehearse the way back: " + step.title();
    add(copy(step, id(step.id(), ".back"), title, step.spec(), before, null, undoing));
  }

  private void again(PlanStep step) {
    String title = "Rehearse once more: " + step.title();
    add(copy(step, id(step.id(), ".again"), title, step.spec(), before, null, onCopy(step.id())));
  }

  private PlanStep prefixed(PlanStep check) {
    return copy(check, id(check.id(), ""), check.title(), check.spec(), before, null, onCopy(null));
  }

  private void add(PlanStep step) {
    made.add(step);
    before = List.of(step.id());
  }

  private static Rehearsal onCopy(@Nullable StepId of) {
    return new Rehearsal(CLONE, Direction.FORWARD, of);
  }

  private StepSpec copying() {
    return new CloneDatabase(plan.target(), plan.copy());
  }

  private StepSpec comparing() {
    return new Fingerprint(plan.target(), CLONE, FingerprintScope.ALL);
  }

  private static StepId id(StepId of, String suffix) {
    return new StepId(PREFIX + of + suffix);
  }

  private PlanStep own(String name, String title, StepSpec spec, @Nullable Rehearsal rehearsal) {
    return new PlanStep(
        new StepId(PREFIX + name),
        Phase.REHEARSE,
        title,
        spec,
        Duration.ofHours(1),
        null,
        before,
        Severity.MAJOR,
        Cause.PREPARATION_FAILED,
        spec instanceof DropClone ? ATTEMPTS_AT_DROPPING : 1,
        null,
        rehearsal);
  }

  private static PlanStep copy(
      PlanStep step,
      StepId id,
      String title,
      StepSpec spec,
      List<StepId> after,
      @Nullable StepId verifies,
      Rehearsal rehearsal) {
    return new PlanStep(
        id,
        Phase.REHEARSE,
        title,
        spec,
        step.timeout(),
        step.expected(),
        after,
        step.severity(),
        Cause.PREPARATION_FAILED,
        step.attempts(),
        verifies,
        rehearsal);
  }
}
