package io.changeover.notification;

import io.changeover.contracts.Actor;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Cause;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Phase;
import io.changeover.contracts.PlanName;
import io.changeover.contracts.Progress;
import io.changeover.contracts.Role;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.*;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.ApprovalRule;
import io.changeover.contracts.plan.NotifySettings;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.RollbackPolicy;
import io.changeover.contracts.step.Announce;
import io.changeover.contracts.step.NoOp;
import io.changeover.notification.delivery.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The events of a deployment, told in the order in which they happen. */
public final class Story {
  static final String TITLE_WITH_MARKUP = "Disk <script>alert('x')</script> & team";

  private final DeploymentId id = new DeploymentId(UUID.randomUUID().toString());
  private final List<DeploymentEvent> events = new ArrayList<>();
  private final Plan plan;
  private Instant now;

  private Story(Instant start, String channel, String alerts, List<String> emails) {
    this.now = start;
    this.plan = plan(channel, alerts, emails);
  }

  static Story at(Instant start, String channel, String alerts, String... emails) {
    return new Story(start, channel, alerts, List.of(emails)).begin();
  }

  /** The event of that sequence as it comes. */
  LogEntry entry(int sequence) {
    return new LogEntry(id, sequence, events.get(sequence - 1));
  }

  public DeploymentId id() {
    return id;
  }

  public List<DeploymentEvent> events() {
    return List.copyOf(events);
  }

  private static Plan plan(String channel, String alerts, List<String> emails) {
    return new Plan(
        Plan.API_VERSION,
        new PlanName("tracehub-sprint-8"),
        "1.3.0",
        "Multi-tenancy",
        Map.of(
            new TargetAlias("db"), new TargetName("tracehub-db"),
            new TargetAlias("app"), new TargetName("tracehub-app")),
        List.of(
            step("disk", Phase.PREFLIGHT, TITLE_WITH_MARKUP),
            step("database", Phase.PREFLIGHT, "Database reachable"),
            step("pre-migration", Phase.BACKUP, "Dump and prove it by a restore"),
            step("create-tables", Phase.MIGRATE, "003: create organizations"),
            step("move-data", Phase.MIGRATE, "005: move data into one organization"),
            step("constraints", Phase.MIGRATE, "006: foreign keys and indexes"),
            step("switch", Phase.ROLLOUT, "Traffic to green"),
            step("login", Phase.VALIDATE, "Admin can log in"),
            step(
                "tell",
                Phase.FINISH,
                "Tell everybody",
                new Announce("Sprint 8 is live.\nThank you!"))),
        List.of(new ApprovalRule(new Role("technical-lead"), 1)),
        List.of(),
        List.of(new Role("product-owner")),
        new RollbackPolicy(true, true, 0, List.of(), List.of()),
        new NotifySettings(
            new NotifySettings.Slack(channel, alerts), emails, "the administrator, 4711"));
  }

  private static PlanStep step(String id, Phase phase, String title) {
    return step(id, phase, title, new NoOp(null));
  }

  private static PlanStep step(
      String id, Phase phase, String title, io.changeover.contracts.step.StepSpec spec) {
    return new PlanStep(
        new StepId(id),
        phase,
        title,
        spec,
        Duration.ofMinutes(5),
        null,
        List.of(),
        Severity.CRITICAL,
        Cause.MIGRATION_FAILED,
        1,
        null);
  }

  Story then(DeploymentEvent event) {
    events.add(event);
    return this;
  }

  Story later(long seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  Instant now() {
    return now;
  }

  private Story begin() {
    return then(
        new DeploymentRequested(
            now,
            plan,
            Json.digestOf(plan),
            "production",
            Map.of(),
            "Multi-tenancy for <VIBOTAJ> & friends",
            Actor.person("alice")));
  }

  Story phase(Phase phase) {
    return then(new PhaseStarted(now, phase));
  }

  Story done(Phase phase) {
    return then(new PhaseCompleted(now, phase));
  }

  Story dispatched(String step) {
    StepId name = new StepId(step);
    return then(
        new StepDispatched(
            now,
            name,
            Direction.FORWARD,
            1,
            CommandId.of(id, name, Direction.FORWARD, 1),
            now.plusSeconds(300)));
  }

  Story succeeded(String step, long seconds, Evidence evidence, CheckResult... checks) {
    Instant from = now;
    later(seconds);
    return then(
        new StepSucceeded(
            now, new StepId(step), Direction.FORWARD, 1, from, now, evidence, List.of(checks)));
  }

  Story step(String step, long seconds, CheckResult... checks) {
    return dispatched(step).succeeded(step, seconds, new Evidence.None(), checks);
  }

  Story progressed(String step, long done, long total) {
    return then(
        new StepProgressed(
            now, new StepId(step), Direction.FORWARD, 1, new Progress(done, total, "rows", "")));
  }

  Story preflight() {
    return phase(Phase.PREFLIGHT)
        .dispatched("disk")
        .dispatched("database")
        .succeeded(
            "disk",
            1,
            new Evidence.None(),
            CheckResult.of("free", "at least 50.0 GB", "61.2 GB", true),
            CheckResult.of("used", "below 80 %", "83 %", Severity.MINOR, false))
        .succeeded(
            "database", 1, new Evidence.None(), CheckResult.of("version", "15", "15.8", true))
        .done(Phase.PREFLIGHT);
  }

  Story approval() {
    Role lead = new Role("technical-lead");
    phase(Phase.APPROVE)
        .then(
            new TaskOpened(
                now,
                new TaskId("approve-technical-lead"),
                TaskKind.APPROVAL,
                lead,
                "Agree to tracehub-sprint-8 1.3.0 on tracehub-db",
                List.of()));
    later(140);
    return then(new ApprovalGranted(
            now, lead, Json.digestOf(plan), Actor.person("bob"), "Rehearsal looked fine"))
        .then(
            new TaskCompleted(
                now,
                new TaskId("approve-technical-lead"),
                TaskOutcome.DONE,
                Actor.person("bob"),
                "Rehearsal looked fine",
                ""))
        .done(Phase.APPROVE);
  }

  Story backup() {
    Digest digest = Json.digestOf("x");
    return phase(Phase.BACKUP)
        .dispatched("pre-migration")
        .succeeded(
            "pre-migration",
            21,
            new Evidence.Backup(
                "b1",
                "/backups/b1",
                ByteSize.parse("34MB"),
                digest,
                ByteSize.parse("120MB"),
                digest,
                digest,
                14,
                412_000,
                Duration.ofSeconds(8),
                Duration.ofSeconds(12),
                true),
            CheckResult.of("restored copy", "412,000 rows", "412,000 rows", true))
        .done(Phase.BACKUP);
  }

  Story migrateUpToData() {
    return phase(Phase.MIGRATE)
        .step("create-tables", 2, CheckResult.of("tables", "3 rows", "3 rows", true))
        .dispatched("move-data")
        .later(5)
        .progressed("move-data", 42_000, 100_000)
        .later(6)
        .progressed("move-data", 88_000, 100_000)
        .succeeded(
            "move-data",
            3,
            new Evidence.None(),
            CheckResult.of("without organization", "0", "0", true));
  }

  Story succeeds() {
    preflight().approval().backup().migrateUpToData();
    step("constraints", 4, CheckResult.of("foreign keys", "9", "9", true)).done(Phase.MIGRATE);
    phase(Phase.ROLLOUT).step("switch", 6).done(Phase.ROLLOUT);
    phase(Phase.VALIDATE)
        .step("login", 1, CheckResult.of("login", "200", "200", true))
        .done(Phase.VALIDATE);
    phase(Phase.FINISH)
        .dispatched("tell")
        .succeeded("tell", 0, new Evidence.Announcement("Sprint 8 is live.\nThank you!"))
        .done(Phase.FINISH);
    Role owner = new Role("product-owner");
    phase(Phase.SIGN_OFF)
        .then(
            new TaskOpened(
                now,
                new TaskId("sign-off-product-owner"),
                TaskKind.SIGN_OFF,
                owner,
                "Put your name to the result",
                List.of()))
        .later(30)
        .then(
            new TaskCompleted(
                now,
                new TaskId("sign-off-product-owner"),
                TaskOutcome.DONE,
                Actor.person("carol"),
                "",
                ""))
        .done(Phase.SIGN_OFF);
    return then(new DeploymentSucceeded(now, "4 migrations applied, 412,000 rows kept."));
  }

  Story fails() {
    preflight().approval().backup().migrateUpToData().dispatched("constraints");
    Instant from = now;
    later(3);
    then(
        new StepFailed(
            now,
            new StepId("constraints"),
            Direction.FORWARD,
            1,
            from,
            FailureReason.of(
                FailureCode.TOOL_FAILED,
                "alembic upgrade 006 ended with 1: insert or update on table \"shipments\" violates"
                    + " foreign key constraint \"fk_shipments_organization_id\"",
                "Look for shipments with an organization_id that is in no row of organizations."),
            List.of(CheckResult.of("foreign keys", "9", "0", false)),
            false));
    return then(
        new FailureDetected(
            now,
            Cause.MIGRATION_FAILED,
            new StepId("constraints"),
            "alembic upgrade 006 violates fk_shipments_organization_id"));
  }

  Story rollsBack() {
    fails().later(2);
    List<RollbackMove> moves = List.of(move("move-data"), move("create-tables"), move("database"));
    then(
        new RollbackDecided(
            now,
            RollbackLevel.SCHEMA_DOWNGRADE,
            List.of("a failed migration goes back by level 1 while traffic is on blue"),
            List.of(
                new PricedLevel(
                    RollbackLevel.SCHEMA_DOWNGRADE, true, 0, Duration.ofSeconds(20), ""),
                new PricedLevel(
                    RollbackLevel.TRAFFIC_BACK, false, 0, Duration.ZERO, "traffic had not moved"),
                new PricedLevel(RollbackLevel.RESTORE, true, 12, Duration.ofSeconds(70), "")),
            moves));
    for (RollbackMove move : moves) {
      Instant from = now;
      later(3);
      then(
          new StepSucceeded(
              now, move.step(), move.direction(), 1, from, now, new Evidence.None(), List.of()));
    }
    then(
        new RollbackCompleted(
            now, RollbackLevel.SCHEMA_DOWNGRADE, "The fingerprint is the one taken before."));
    return then(
        new DeploymentRolledBack(
            now, RollbackLevel.SCHEMA_DOWNGRADE, "Schema and data are as before the start."));
  }

  Story decides(RollbackLevel level) {
    return then(new RollbackDecided(now, level, List.of("so it is"), List.of(), List.of()));
  }

  Story looks(CheckResult seen) {
    return then(
        new StepSucceeded(
            now,
            new StepId("rollback.schema"),
            Direction.FORWARD,
            1,
            now,
            now,
            new Evidence.None(),
            List.of(seen)));
  }

  Story completes(RollbackLevel level) {
    return then(new RollbackCompleted(now, level, "It is back."))
        .then(new DeploymentRolledBack(now, level, "It is back."));
  }

  Story endedByHand() {
    return then(
        new DeploymentRolledBack(now, null, "bob has led everything back by hand: see ticket 7"));
  }

  private static RollbackMove move(String step) {
    return new RollbackMove(
        new StepId(step), Direction.BACK, new NoOp(null), Duration.ofMinutes(1));
  }
}
