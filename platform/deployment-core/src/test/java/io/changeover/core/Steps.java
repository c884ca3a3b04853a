package io.changeover.core;

import io.changeover.contracts.Argument;
import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Role;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Alembic;
import io.changeover.contracts.step.Compose;
import io.changeover.contracts.step.Copy;
import io.changeover.contracts.step.HealthPoint;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.Maintenance;
import io.changeover.contracts.step.MaintenanceMode;
import io.changeover.contracts.step.NoOp;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.contracts.step.Sql;
import io.changeover.contracts.step.StartInstance;
import io.changeover.contracts.step.StepSpec;
import io.changeover.contracts.step.SwitchTraffic;
import io.changeover.contracts.step.Task;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Steps of test plans. */
final class Steps {
  static final TargetAlias DB = new TargetAlias("db");
  static final TargetAlias APP = new TargetAlias("app");
  static final Duration TIMEOUT = Duration.ofMinutes(5);

  private Steps() {}

  static PlanStep check(String id, Phase phase) {
    return of(id, phase, new NoOp(null), meaning(phase));
  }

  static PlanStep task(String id, Phase phase, String owner) {
    return of(id, phase, new Task(new Role(owner), "Do it.", null, null), meaning(phase));
  }

  static PlanStep dueTask(String id, Phase phase, String owner, Duration due) {
    return of(id, phase, new Task(new Role(owner), "Do it.", null, due), meaning(phase));
  }

  static PlanStep automaticTask(String id, Phase phase, String by) {
    return of(id, phase, new Task(new Role("devops"), "Do it.", by, null), meaning(phase));
  }

  static PlanStep backup(String id) {
    return backup(id, DB);
  }

  static PlanStep backup(String id, TargetAlias target) {
    return of(
        id,
        Phase.BACKUP,
        new PostgresDump(target, null, null, null, null),
        Cause.PREPARATION_FAILED);
  }

  static PlanStep migration(String id) {
    return of(
        id,
        Phase.MIGRATE,
        new Alembic(new WorkspaceName("shop"), DB, new Argument("002"), new Argument("001")),
        Cause.MIGRATION_FAILED);
  }

  /** Fills tables from an older database. */
  static PlanStep copying(String id) {
    return of(
        id,
        Phase.MIGRATE,
        new Copy(new TargetAlias("db2"), DB, null, null, null),
        Cause.MIGRATION_FAILED);
  }

  /** A migration whose plan has no file that undoes it. */
  static PlanStep withoutWayBack(String id) {
    return of(
        id,
        Phase.MIGRATE,
        new Sql(
            new WorkspaceName("shop"),
            DB,
            new Argument("003"),
            new RelativePath("003.up.sql"),
            null,
            null,
            null,
            null),
        Cause.MIGRATION_FAILED);
  }

  static PlanStep maintenance(String id, Phase phase, MaintenanceMode mode) {
    return of(id, phase, new Maintenance(APP, mode), Cause.PREPARATION_FAILED);
  }

  static PlanStep start(String id) {
    return of(
        id,
        Phase.ROLLOUT,
        new StartInstance(APP, Instance.GREEN, new UrlPath("/health"), Duration.ofMinutes(1)),
        Cause.ROLLOUT_FAILED);
  }

  static PlanStep traffic(String id) {
    return of(id, Phase.ROLLOUT, new SwitchTraffic(APP, Instance.GREEN), Cause.ROLLOUT_FAILED);
  }

  /** A version that is put into service with Docker Compose. */
  static PlanStep release(String id) {
    return of(
        id,
        Phase.ROLLOUT,
        new Compose(
            new WorkspaceName("shop"),
            "shop",
            "v2",
            null,
            null,
            null,
            List.of(new HealthPoint(APP, new UrlPath("/health"))),
            null,
            null),
        Cause.ROLLOUT_FAILED);
  }

  static PlanStep of(String id, Phase phase, StepSpec spec, Cause cause) {
    return new PlanStep(
        new StepId(id), phase, id, spec, TIMEOUT, null, List.of(), Severity.MAJOR, cause, 1, null);
  }

  static PlanStep after(PlanStep step, String... before) {
    List<StepId> ids = Stream.of(before).map(StepId::new).toList();
    return copy(step, ids, step.failureMeans(), step.attempts(), step.verifies());
  }

  static PlanStep verifies(PlanStep step, String verified) {
    StepId id = new StepId(verified);
    return copy(step, List.of(id), step.failureMeans(), step.attempts(), id);
  }

  static PlanStep meaning(PlanStep step, Cause cause) {
    return copy(step, step.after(), cause, step.attempts(), step.verifies());
  }

  static PlanStep critical(PlanStep step) {
    return new PlanStep(
        step.id(),
        step.phase(),
        step.title(),
        step.spec(),
        step.timeout(),
        step.expected(),
        step.after(),
        Severity.CRITICAL,
        step.failureMeans(),
        step.attempts(),
        step.verifies());
  }

  static PlanStep attempts(PlanStep step, int attempts) {
    return copy(step, step.after(), step.failureMeans(), attempts, step.verifies());
  }

  private static PlanStep copy(
      PlanStep step, List<StepId> after, Cause cause, int attempts, @Nullable StepId verifies) {
    return new PlanStep(
        step.id(),
        step.phase(),
        step.title(),
        step.spec(),
        step.timeout(),
        step.expected(),
        after,
        step.severity(),
        cause,
        attempts,
        verifies);
  }

  private static Cause meaning(Phase phase) {
    return switch (phase) {
      case PREFLIGHT, REHEARSE, APPROVE, BACKUP -> Cause.PREPARATION_FAILED;
      case MIGRATE -> Cause.MIGRATION_FAILED;
      case ROLLOUT -> Cause.ROLLOUT_FAILED;
      case VALIDATE, FINISH, WATCH, SIGN_OFF -> Cause.VALIDATION_FAILED;
    };
  }
}
