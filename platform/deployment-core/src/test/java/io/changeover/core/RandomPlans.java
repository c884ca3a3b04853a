package io.changeover.core;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plans of every shape: parallel and chained steps, verify checks, tasks, attempts, windows. */
final class RandomPlans {
  private static final List<String> ROLES = List.of("dba", "devops", "technical-lead");
  private final Random random;
  private int steps;

  RandomPlans(Random random) {
    this.random = random;
  }

  Plan next() {
    PlanSketch sketch = new PlanSketch();
    phase(sketch, Phase.PREFLIGHT, random.nextInt(2));
    phase(sketch, Phase.REHEARSE, random.nextInt(2));
    if (random.nextBoolean()) {
      sketch.approval("technical-lead", 1 + random.nextInt(2));
    }
    if (random.nextInt(3) == 0) {
      sketch.approval("dba", 1);
    }
    if (random.nextInt(20) > 0) {
      sketch.with(Steps.backup("dump"));
    }
    if (random.nextInt(4) == 0) {
      sketch.with(Steps.backup("dump-2", new TargetAlias("db2")));
    }
    phase(sketch, Phase.MIGRATE, random.nextInt(4));
    phase(sketch, Phase.ROLLOUT, random.nextInt(3));
    phase(sketch, Phase.VALIDATE, random.nextInt(3));
    phase(sketch, Phase.FINISH, random.nextInt(2));
    watch(sketch);
    signOff(sketch);
    policy(sketch);
    switch (random.nextInt(6)) {
      case 0 -> sketch.rehearsing(1, 3);
      case 1 -> sketch.rehearsing();
      case 2 -> sketch.waivingBackup();
      default -> {}
    }
    return sketch.build();
  }

  private void phase(PlanSketch sketch, Phase phase, int count) {
    List<String> before = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      String id = phase.word() + "-" + steps++;
      PlanStep step = step(id, phase);
      if (!before.isEmpty() && random.nextBoolean()) {
        step = Steps.after(step, before.get(random.nextInt(before.size())));
      }
      if (random.nextInt(3) == 0) {
        step = Steps.attempts(step, 2 + random.nextInt(2));
      }
      if (random.nextInt(6) == 0) {
        step = Steps.meaning(step, anyCause());
      }
      sketch.with(step);
      before.add(id);
      if (random.nextInt(3) == 0) {
        String verify = id + ".verify-1";
        sketch.with(Steps.verifies(Steps.check(verify, phase), id));
        before.add(verify);
      }
    }
  }

  private PlanStep step(String id, Phase phase) {
    int kind = random.nextInt(8);
    if (kind == 0) {
      String owner = ROLES.get(random.nextInt(ROLES.size()));
      return random.nextBoolean()
          ? Steps.task(id, phase, owner)
          : Steps.dueTask(id, phase, owner, Duration.ofSeconds(1 + random.nextInt(60)));
    }
    if (kind == 1) {
      return Steps.automaticTask(id, phase, "the-plan");
    }
    return switch (phase) {
      case MIGRATE -> Steps.migration(id);
      case ROLLOUT -> random.nextBoolean() ? Steps.start(id) : Steps.traffic(id);
      default -> Steps.check(id, phase);
    };
  }

  private void watch(PlanSketch sketch) {
    int windows = random.nextInt(3);
    for (int number = 1; number <= windows; number++) {
      String[] checks = new String[random.nextInt(3)];
      for (int check = 0; check < checks.length; check++) {
        checks[check] = "watch-" + number + "-" + check;
      }
      sketch.window(
          "window-" + number,
          Duration.ofMinutes(30L * number),
          Duration.ofMinutes(4 + random.nextInt(40)),
          1 + random.nextInt(3),
          checks);
    }
  }

  private void signOff(PlanSketch sketch) {
    for (String role : ROLES) {
      if (random.nextInt(5) == 0) {
        sketch.signOff(role);
      }
    }
  }

  private Cause anyCause() {
    List<Cause> causes = List.of(Cause.values());
    return causes.get(random.nextInt(causes.size()));
  }

  private void policy(PlanSketch sketch) {
    if (random.nextInt(4) == 0) {
      sketch.askingEveryTime();
    }
    if (random.nextInt(3) == 0) {
      sketch.blueNeedsOldSchema();
    }
    sketch.losing(random.nextInt(3) * 10L);
    if (random.nextInt(3) == 0) {
      int level = random.nextInt(4);
      sketch.rule(anyCause(), null, level == 0 ? null : RollbackLevel.of(level));
    }
    if (random.nextBoolean()) {
      sketch.verifyAfterwards("afterwards");
    }
  }
}
