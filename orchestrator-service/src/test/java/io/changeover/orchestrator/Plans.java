package io.changeover.orchestrator;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.PlanName;
import io.changeover.contracts.Role;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.plan.ApprovalRule;
import io.changeover.contracts.plan.NotifySettings;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.RollbackPolicy;
import io.changeover.contracts.plan.WatchWindow;
import io.changeover.contracts.step.Compose;
import io.changeover.contracts.step.NoOp;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Small plans. */
final class Plans {
  private static final AtomicInteger TARGETS = new AtomicInteger();

  private Plans() {}

  /** A target that no other test uses. */
  static String freshTarget() {
    return "target-" + TARGETS.incrementAndGet();
  }

  /** Steps that do nothing, one after the other. */
  static Plan noOps(String name, String target, int steps) {
    return plan(name, target, chain(steps), List.of(), List.of());
  }

  static Plan noOps(int steps) {
    return noOps("quick", freshTarget(), steps);
  }

  /** Somebody has to agree before anything else happens. */
  static Plan approved() {
    return plan(
        "approved",
        freshTarget(),
        List.of(step("look", Phase.VALIDATE, List.of(), new NoOp(null))),
        List.of(new ApprovalRule(new Role("technical-lead"), 1)),
        List.of());
  }

  static Plan watched(Duration until, Duration every) {
    PlanStep check = step("look", Phase.WATCH, List.of(), new NoOp(null));
    return plan(
        "watched",
        freshTarget(),
        chain(1),
        List.of(),
        List.of(new WatchWindow("first-hour", until, every, 2, List.of(check))));
  }

  /** A version is put into service and looked at. */
  static Plan released() {
    Compose compose =
        new Compose(new WorkspaceName("shop"), "shop", "v2", null, null, null, null, null, null);
    return plan(
        "released",
        freshTarget(),
        List.of(step("release", Phase.ROLLOUT, List.of(), compose), major("look", Phase.VALIDATE)),
        List.of(),
        List.of());
  }

  /** A check whose failure leads back without a restore. */
  private static PlanStep major(String id, Phase phase) {
    return new PlanStep(
        new StepId(id),
        phase,
        "Title of " + id,
        new NoOp(null),
        Duration.ofMinutes(5),
        null,
        List.of(),
        Severity.MAJOR,
        Cause.VALIDATION_FAILED,
        1,
        null);
  }

  private static List<PlanStep> chain(int length) {
    List<PlanStep> steps = new ArrayList<>();
    for (int number = 1; number <= length; number++) {
      List<StepId> after = number == 1 ? List.of() : List.of(new StepId("step-" + (number - 1)));
      steps.add(step("step-" + number, Phase.PREFLIGHT, after, new NoOp(null)));
    }
    return steps;
  }

  static PlanStep step(String id, Phase phase, List<StepId> after, StepSpec spec) {
    return new PlanStep(
        new StepId(id),
        phase,
        "Title of " + id,
        spec,
        Duration.ofMinutes(5),
        Duration.ofSeconds(1),
        after,
        Severity.CRITICAL,
        Cause.VALIDATION_FAILED,
        1,
        null);
  }

  static Plan plan(
      String name,
      String target,
      List<PlanStep> steps,
      List<ApprovalRule> approvals,
      List<WatchWindow> windows) {
    return new Plan(
        Plan.API_VERSION,
        new PlanName(name),
        "1.0",
        null,
        Map.of(new TargetAlias("db"), new TargetName(target)),
        steps,
        approvals,
        windows,
        List.of(),
        new RollbackPolicy(true, true, 0, List.of(), List.of()),
        new NotifySettings(null, List.of()));
  }
}
