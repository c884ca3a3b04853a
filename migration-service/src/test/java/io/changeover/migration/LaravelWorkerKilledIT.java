package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import io.changeover.contracts.step.Laravel;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as a program, killed while artisan changes rows that nothing but they tell of. */
@RequiresTool("mariadbd")
@RequiresTool("php")
class LaravelWorkerKilledIT {
  private static final String ROWS = "2026_01_01_000001_rows";
  private static final List<String> ALL =
      List.of(
          "2025_01_10_090000_create_companies_table",
          "2025_01_10_090100_create_customers_table",
          "2025_01_10_090200_create_appointments_table",
          ROWS);
  private static final String SLOW =
      "insert into companies (name) values (1); select sleep(900); insert into companies (name) values (2)";

  private final DeploymentId deployment = new DeploymentId(UUID.randomUUID().toString());
  private final Path logs = Path.of("target", "worker-logs");

  @TempDir private Path directory;
  private BookingDatabase database;

  @ParameterizedTest(name = "child dies as well: {0}")
  @ValueSource(booleans = {false, true})
  void anotherWorkerTellsThatItIsPartialAndRunsItWhenSomebodyRetries(boolean childToo)
      throws Exception {
    Files.createDirectories(logs);
    Workspace workspace = Workspace.laravel(directory).laravelMigration(ROWS, SLOW, "select 1");
    database = BookingDatabase.creatingAccounts();
    try (Wire wire = new Wire()) {
      try (WorkerProcess first = worker(childToo + "-laravel-first.log")) {
        wire.send(command(1));
        awaitMiddle(first);
        List<ProcessHandle> orphans = first.children();
        if (childToo) {
          orphans.forEach(ProcessHandle::destroyForcibly);
        }
        first.kill();
      }
      workspace.laravelMigration(ROWS, "insert into companies (name) values (2)", "select 1");
      try (WorkerProcess second = worker(childToo + "-laravel-second.log")) {
        StepReport.Failed failed = (StepReport.Failed) end(wire, 1, second);
        assertThat(failed.reason().code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
        assertThat(failed.reason().message()).contains("laravel was broken off");
        assertThat(names()).containsExactly("1");

        wire.send(command(2));
        StepReport.Succeeded retried = (StepReport.Succeeded) end(wire, 2, second);
        assertThat(((Evidence.Migration) retried.evidence()).to()).isEqualTo(ROWS);
      }
    }
    assertThat(names()).containsExactly("1", "2");
    assertThat(database.leftovers()).isEmpty();
  }

  private WorkerProcess worker(String log) throws Exception {
    Map<String, Object> targets =
        Map.of(
            "changeover.databases.app-db.url", database.target().jdbcUrl(),
            "changeover.databases.app-db.username", database.target().username(),
            "changeover.databases.app-db.password", database.target().password(),
            "changeover.workspaces.app.path", directory.toString());
    return WorkerProcess.start(targets, logs.resolve(log));
  }

  private void awaitMiddle(WorkerProcess worker) {
    await("the middle of the slow migration")
        .atMost(Patience.LONG)
        .until(() -> {
          if (!worker.isRunning()) {
            throw new AssertionError(worker.output());
          }
          return database.hasTable("companies") && !names().isEmpty();
        });
  }

  private List<String> names() throws Exception {
    return database.query("select name from companies order by name");
  }

  private StepReport end(Wire wire, int attempt, WorkerProcess worker) throws Exception {
    await("the end of the step")
        .atMost(Patience.LONG)
        .until(() -> ends(wire, attempt).findFirst().isPresent());
    StepReport last = wire.reportsOn(command(attempt).command()).getLast();
    assertThat(last).as(worker.output()).isNotNull();
    return last;
  }

  private Stream<StepReport> ends(Wire wire, int attempt) {
    return wire.reportsOn(command(attempt).command()).stream()
        .filter(report ->
            report instanceof StepReport.Succeeded || report instanceof StepReport.Failed);
  }

  private StepCommand command(int attempt) {
    TargetAlias db = new TargetAlias("db");
    StepId step = new StepId("rows");
    return new StepCommand(
        CommandId.of(deployment, step, Direction.FORWARD, attempt),
        deployment,
        step,
        Direction.FORWARD,
        attempt,
        Severity.CRITICAL,
        Duration.ofMinutes(5),
        Map.of(db, new TargetName("app-db")),
        Map.of(),
        new Laravel(new WorkspaceName("app"), db, ALL.stream().map(Argument::new).toList()));
  }
}
