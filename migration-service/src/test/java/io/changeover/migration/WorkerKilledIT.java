package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import io.changeover.contracts.step.Alembic;
import io.changeover.contracts.step.Flyway;
import io.changeover.contracts.step.Sql;
import io.changeover.contracts.step.StepSpec;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as a program on real Kafka, killed in the middle of a change. */
@RequiresTool("alembic")
class WorkerKilledIT {
  /** Longer than everything else may take: whoever sleeps so long is killed, never waited for. */
  private static final int SECONDS_TO_BE_KILLED_IN = 900;

  private static final TargetAlias DB = new TargetAlias("db");
  private static final Alembic ALEMBIC =
      new Alembic(new WorkspaceName("app"), DB, new Argument("002"), new Argument("base"));
  private static final StepId STEP = new StepId("fill");

  private final DeploymentId deployment = new DeploymentId(UUID.randomUUID().toString());
  private final CommandId id = CommandId.of(deployment, STEP, Direction.FORWARD, 1);

  @TempDir private Path directory;

  /** Kept, because a program that fails tells why in its log only. */
  private final Path logs = Path.of("target", "worker-logs");

  @ParameterizedTest(name = "child dies as well: {0}")
  @ValueSource(booleans = {false, true})
  void anotherWorkerEndsTheStepWithItsEffectOnce(boolean childToo) throws Exception {
    Files.createDirectories(logs);
    Owner owner = Owner.creatingRoles();
    Workspace workspace = Workspace.in(directory).pace(SECONDS_TO_BE_KILLED_IN);
    List<ProcessHandle> orphans;
    try (Wire wire = new Wire()) {
      try (WorkerProcess first =
          WorkerProcess.start(owner, directory, logs.resolve(childToo + "-first.log"))) {
        wire.send(command(owner, ALEMBIC));
        awaitMiddle(wire, first, owner);
        orphans = first.children();
        if (childToo) {
          orphans.forEach(ProcessHandle::destroyForcibly);
        }
        first.kill();
      }
      assertThat(orphans).isNotEmpty();
      assertThat(owner.attemptSessions()).isNotEmpty();
      workspace.pace(0);

      try (WorkerProcess second =
          WorkerProcess.start(owner, directory, logs.resolve(childToo + "-second.log"))) {
        assertSucceededOnce(wire, second, owner);
        assertThat(orphans).noneMatch(LivingProcess::runs);
      }
    }
  }

  private void awaitMiddle(Wire wire, WorkerProcess worker, Owner owner) {
    await("the middle of the slow revision")
        .atMost(Patience.LONG)
        .until(() -> {
          assertThat(worker.isRunning()).as(worker.output()).isTrue();
          assertThat(wire.reportsOn(id)).noneMatch(StepReport.Failed.class::isInstance);
          return sleeps(owner);
        });
  }

  private static boolean sleeps(Owner owner) {
    return !owner
        .query(
            "select 1 from pg_stat_activity where datname = '%s' and wait_event = 'PgSleep'"
                .formatted(owner.target().database()))
        .isEmpty();
  }

  private void assertSucceededOnce(Wire wire, WorkerProcess worker, Owner owner) throws Exception {
    Evidence.Migration evidence = succeeded(wire, worker);
    assertThat(evidence.to()).isEqualTo("002");
    assertThat(evidence.sessionsEnded()).isEqualTo(1);
    assertThat(evidence.alreadyApplied()).isFalse();
    assertThat(owner.items()).isEqualTo(1000);
    assertThat(owner.revision()).isEqualTo("002");
    assertThat(owner.attemptSessions()).isEmpty();
    assertThat(owner.attemptRoles()).isEmpty();
  }

  private Evidence.Migration succeeded(Wire wire, WorkerProcess worker) throws Exception {
    await("the end of the step")
        .atMost(Patience.LONG)
        .until(() ->
            wire.reportsOn(id).stream()
                .anyMatch(report ->
                    report instanceof StepReport.Succeeded || report instanceof StepReport.Failed));
    StepReport last = wire.reportsOn(id).getLast();
    assertThat(last).as("%s%n%s", worker.output(), last).isInstanceOf(StepReport.Succeeded.class);
    return (Evidence.Migration) ((StepReport.Succeeded) last).evidence();
  }

  @ParameterizedTest
  @MethodSource("files")
  void anotherWorkerEndsAFileOfSqlWithItsEffectOnce(StepSpec file, String ledger) throws Exception {
    Files.createDirectories(logs);
    Owner owner = Owner.creatingRoles();
    String kind = file.getClass().getSimpleName();
    fileThatTakes(SECONDS_TO_BE_KILLED_IN);
    try (Wire wire = new Wire()) {
      try (WorkerProcess first =
          WorkerProcess.start(owner, directory, logs.resolve(kind + "-first.log"))) {
        wire.send(command(owner, file));
        awaitMiddle(wire, first, owner);
        first.kill();
      }
      await("the server has noticed all but the session that sleeps")
          .atMost(Patience.LONG)
          .until(() -> owner.attemptSessions().size() == 1);
      fileThatTakes(0);

      try (WorkerProcess second =
          WorkerProcess.start(owner, directory, logs.resolve(kind + "-second.log"))) {
        Evidence.Migration evidence = succeeded(wire, second);
        assertThat(evidence.to()).isEqualTo("1");
        assertThat(evidence.alreadyApplied()).isFalse();
        assertThat(evidence.sessionsEnded()).isEqualTo(1);
      }
    }
    assertThat(owner.items()).isEqualTo(3);
    assertThat(owner.query("select version from " + ledger)).containsExactly("1");
    assertThat(owner.attemptSessions()).isEmpty();
    assertThat(owner.attemptRoles()).isEmpty();
  }

  private void fileThatTakes(int seconds) throws IOException {
    String text =
        "create table item as select generate_series(1, 3) as id; select pg_sleep(%d);"
            .formatted(seconds);
    Files.createDirectories(directory.resolve("db"));
    new Workspace(directory).write("up.sql", text).write("db/V1__items.sql", text);
  }

  static Stream<Arguments> files() {
    WorkspaceName app = new WorkspaceName("app");
    Argument one = new Argument("1");
    RelativePath up = new RelativePath("up.sql");
    return Stream.of(
        Arguments.of(new Sql(app, DB, one, up, null, null, null, null), "changeover_sql_ledger"),
        Arguments.of(
            new Flyway(app, DB, List.of(new RelativePath("db")), one, null, null),
            "flyway_schema_history"));
  }

  private StepCommand command(Owner owner, StepSpec spec) {
    return new StepCommand(
        id,
        deployment,
        STEP,
        Direction.FORWARD,
        1,
        Severity.CRITICAL,
        Duration.ofMinutes(5),
        Map.of(DB, owner.target().name()),
        Map.of(),
        spec);
  }
}
