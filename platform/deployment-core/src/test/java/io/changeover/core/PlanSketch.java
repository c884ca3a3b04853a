package io.changeover.core;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.PlanName;
import io.changeover.contracts.Role;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.plan.ApprovalRule;
import io.changeover.contracts.plan.NotifySettings;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.RehearsalPlan;
import io.changeover.contracts.plan.RollbackPolicy;
import io.changeover.contracts.plan.Waivers;
import io.changeover.contracts.plan.WatchWindow;
import io.changeover.contracts.step.CopyScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan in the making. */
final class PlanSketch {
  private final List<PlanStep> steps = new ArrayList<>();
  private final List<ApprovalRule> approvals = new ArrayList<>();
  private final List<WatchWindow> windows = new ArrayList<>();
  private final List<Role> signOff = new ArrayList<>();
  private final List<RollbackPolicy.Rule> rules = new ArrayList<>();
  private final List<PlanStep> verify = new ArrayList<>();
  private boolean automatic = true;
  private boolean blueReadsNewSchema = true;
  private long loseAtMostRows;
  private @Nullable RehearsalPlan rehearsal;
  private @Nullable Waivers waivers;

  /** A deployment with everything that there is, as short as possible. */
  static PlanSketch usual() {
    return new PlanSketch()
        .with(Steps.check("disk", Phase.PREFLIGHT))
        .with(Steps.check("dry-run", Phase.REHEARSE))
        .approval("technical-lead", 1)
        .with(Steps.backup("dump"))
        .with(Steps.migration("tables"))
        .with(Steps.verifies(Steps.check("tables.verify-1", Phase.MIGRATE), "tables"))
        .with(Steps.after(Steps.migration("indexes"), "tables.verify-1"))
        .with(Steps.start("green"))
        .with(Steps.after(Steps.traffic("switch"), "green"))
        .with(Steps.check("smoke", Phase.VALIDATE))
        .with(Steps.check("archive", Phase.FINISH))
        .window("hour", Duration.ofHours(1), Duration.ofMinutes(20), 2, "health", "errors")
        .signOff("dba")
        .verifyAfterwards("answers-again");
  }

  PlanSketch with(PlanStep step) {
    steps.add(step);
    return this;
  }

  PlanSketch approval(String role, int count) {
    approvals.add(new ApprovalRule(new Role(role), count));
    return this;
  }

  PlanSketch window(
      String name, Duration until, Duration every, int failuresInARow, String... checks) {
    List<PlanStep> looks = Stream.of(checks).map(id -> Steps.check(id, Phase.WATCH)).toList();
    windows.add(new WatchWindow(name, until, every, failuresInARow, looks));
    return this;
  }

  PlanSketch signOff(String role) {
    signOff.add(new Role(role));
    return this;
  }

  PlanSketch verifyAfterwards(String id) {
    verify.add(Steps.check(id, Phase.VALIDATE));
    return this;
  }

  PlanSketch rule(Cause cause, @Nullable Phase phase, @Nullable RollbackLevel level) {
    rules.add(new RollbackPolicy.Rule(cause, phase, level));
    return this;
  }

  PlanSketch askingEveryTime() {
    automatic = false;
    return this;
  }

  PlanSketch blueNeedsOldSchema() {
    blueReadsNewSchema = false;
    return this;
  }

  PlanSketch losing(long rows) {
    loseAtMostRows = rows;
    return this;
  }

  /** The migration of the database is rehearsed, and those levels. */
  PlanSketch rehearsing(Integer... levels) {
    rehearsal =
        new RehearsalPlan(
            Steps.DB, CopyScope.DATA, Stream.of(levels).map(RollbackLevel::of).toList());
    return this;
  }

  PlanSketch waivingBackup() {
    waivers = new Waivers("it is a toy");
    return this;
  }

  private List<PlanStep> allSteps() {
    if (rehearsal == null) {
      return steps;
    }
    List<PlanStep> migration =
        steps.stream().filter(step -> step.phase() == Phase.MIGRATE).toList();
    List<PlanStep> all = new ArrayList<>(RehearsalSteps.of(rehearsal, migration, List.of()));
    all.addAll(steps);
    return all;
  }

  Plan build() {
    return new Plan(
        Plan.API_VERSION,
        new PlanName("shop"),
        "1.0",
        null,
        Map.of(
            Steps.DB,
            new TargetName("shop-db"),
            Steps.APP,
            new TargetName("shop-app"),
            new TargetAlias("db2"),
            new TargetName("stock-db")),
        allSteps(),
        approvals,
        windows,
        signOff,
        new RollbackPolicy(automatic, blueReadsNewSchema, loseAtMostRows, rules, verify),
        new NotifySettings(null, List.of()),
        rehearsal,
        waivers);
  }
}
