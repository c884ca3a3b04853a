package io.changeover.migration.laravel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.migration.ApplyingMigration;
import io.changeover.migration.Attempt;
import io.changeover.migration.Attempts;
import io.changeover.migration.Bench;
import io.changeover.migration.BookingDatabase;
import io.changeover.migration.Catalog;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.Fencing;
import io.changeover.migration.Login;
import io.changeover.migration.Migration;
import io.changeover.migration.MigrationTool;
import io.changeover.migration.Position;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.SchemaListing;
import io.changeover.migration.Steps;
import io.changeover.migration.ToolOutput;
import io.changeover.migration.Workspace;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real artisan on a real MariaDB. */
@RequiresTool("mariadbd")
@RequiresTool("php")
class LaravelTest {
  private static final String FIRST = "2026_01_01_000001_first";
  private static final String SECOND = "2026_01_01_000002_second";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String[] BASE = {
    "2025_01_10_090000_create_companies_table",
    "2025_01_10_090100_create_customers_table",
    "2025_01_10_090200_create_appointments_table"
  };

  @TempDir private Path directory;
  private Workspace workspace;
  private BookingDatabase database;

  @BeforeEach
  void prepare() throws Exception {
    workspace = Workspace.laravel(directory);
    database = BookingDatabase.creatingAccounts();
    try (Bench bench = bench()) {
      bench.migrate(bench.command(Direction.FORWARD, 1, bench.laravel(BASE)));
    }
    workspace.laravelMigration(FIRST, "create table first (id int)", "drop table first");
    workspace.laravelMigration(SECOND, "create table second (id int)", "drop table second");
  }

  private Bench bench() {
    return new Bench(database.target(), workspace, Map.of());
  }

  @Test
  void eachIsAppliedOnceAndUndoneInTurn() throws Exception {
    try (Bench bench = bench()) {
      SchemaListing before = schema(bench);

      Evidence.Migration done = forward(bench, 1);
      assertThat(done.from()).isEqualTo(BASE[2]);
      assertThat(done.to()).isEqualTo(SECOND);
      assertThat(done.alreadyApplied()).isFalse();
      assertThat(database.query("select batch from migrations order by id")).hasSize(5);
      assertThat(forward(bench, 2).alreadyApplied()).isTrue();

      Evidence.Migration back = back(bench);
      assertThat(back.to()).isEqualTo(BASE[2]);
      assertThat(schema(bench)).isEqualTo(before);
      assertThat(database.leftovers()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DB_URL=mysql://nobody:none@127.0.0.1:1/none", "DB_SOCKET=/nonexistent"})
  void theConnectionOfTheWorkspaceDoesNotCount(String setting) throws Exception {
    Path config = directory.resolve("config/database.php");
    workspace.write(
        "config/database.php",
        Files.readString(config)
            .replace(
                "'url' => env('DATABASE_URL'),",
                "'url' => env('DB_URL'), 'unix_socket' => env('DB_SOCKET', ''),"));
    workspace.write(".env", setting + "\n");
    try (Bench bench = bench()) {
      assertThat(forward(bench, 1).to()).isEqualTo(SECOND);
    }
  }

  @Test
  void killedHalfWayIsPartialAndNeverRunAgain() throws Exception {
    workspace.laravelMigration(
        SECOND,
        "create table half (id int); select sleep(600); create table whole (id int)",
        "drop table whole; drop table half");
    try (Bench bench = bench()) {
      CompletableFuture<Evidence.Migration> running =
          CompletableFuture.supplyAsync(() -> unchecked(bench));
      await().atMost(Patience.LONG).until(() -> database.hasTable("half"));
      killPhp();

      assertThatThrownBy(running::join)
          .satisfies(failed -> {
            FailureReason reason = ((StepFailure) failed.getCause().getCause()).reason();
            assertThat(reason.code()).as(reason.message()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
            assertThat(reason.detail()).contains("+ base table half");
            assertThat(reason.whatToDo()).contains("restore the backup");
          });
      assertThat(database.query("select migration from migrations")).contains(FIRST);
      assertThat(database.leftovers()).isEmpty();

      assertThatThrownBy(() -> forward(bench, 2)).satisfies(code(FailureCode.PARTIALLY_APPLIED));
      assertThat(database.hasTable("whole")).isFalse();
    }
  }

  @Test
  void killedWhileItChangesRowsIsPartialUntilSomebodyWhoWasToldRetries() throws Exception {
    workspace.laravelMigration(
        SECOND,
        "insert into companies (name) values (1); select sleep(600); insert into companies (name) values (2)",
        "delete from companies");
    try (Bench bench = bench()) {
      CompletableFuture<Evidence.Migration> running =
          CompletableFuture.supplyAsync(() -> unchecked(bench));
      await().atMost(Patience.LONG).until(() -> !names().isEmpty());
      killPhp();

      assertThatThrownBy(running::join)
          .satisfies(failed -> {
            FailureReason reason = ((StepFailure) failed.getCause().getCause()).reason();
            assertThat(reason.code()).as(reason.message()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
            assertThat(reason.message()).contains("nobody knows which rows");
            assertThat(reason.whatToDo())
                .contains("retry the step, which runs it again", "set the ledger", "restore");
          });
      assertThatThrownBy(() ->
              bench.migrate(
                  bench.command(Direction.FORWARD, 1, bench.laravel(FIRST, SECOND)),
                  Steps.withFence(2)))
          .as("the same command once more is nobody's decision")
          .satisfies(code(FailureCode.PARTIALLY_APPLIED));
      assertThat(names()).containsExactly("1");

      database.asAdmin("delete from %s.companies".formatted(database.target().database()));
      workspace.laravelMigration(
          SECOND, "insert into companies (name) values (1), (2)", "delete from companies");
      assertThat(forward(bench, 2).to()).isEqualTo(SECOND);
      assertThat(names()).containsExactly("1", "2");
    }
  }

  @Test
  void anAttemptThatDiedBeforeItStartedTheToolIsJustRun() throws Exception {
    try (Bench bench = bench()) {
      Attempts attempts = bench.part(Attempts.class);
      Attempt dead = attempts.open(migration(bench), 1, Instant.now().plus(PATIENCE));
      attempts.found(dead, BASE[2], schema(bench));

      assertThat(
              bench
                  .migrate(
                      bench.command(Direction.FORWARD, 1, bench.laravel(FIRST, SECOND)),
                      Steps.withFence(2))
                  .to())
          .isEqualTo(SECOND);
    }
  }

  @Test
  void aToolThatCouldNotBeStartedIsJustRun() throws Exception {
    Map<String, Object> missing =
        Map.of("changeover.migration.laravel.command", "/nonexistent/php");
    try (Bench bench = bench();
        Bench without = new Bench(database.target(), workspace, missing)) {
      StepCommand command = bench.command(Direction.FORWARD, 1, bench.laravel(FIRST, SECOND));
      assertThatThrownBy(() -> without.migrate(command)).satisfies(code(FailureCode.TOOL_MISSING));

      assertThat(bench.migrate(command, Steps.withFence(2)).to()).isEqualTo(SECOND);
    }
  }

  @Test
  void whoFindsNoWayToTheToolLeavesNoDoubt() throws Exception {
    try (Bench bench = bench()) {
      StepCommand command = bench.command(Direction.FORWARD, 1, bench.laravel(FIRST, SECOND));
      Migration migration =
          Migration.of(command, database.target(), workspace.path(), FIRST + " " + SECOND);
      MigrationTool cutOff = new CutOff(bench.part(LaravelTool.class));
      assertThatThrownBy(() ->
              bench.part(ApplyingMigration.class).apply(cutOff, migration, Steps.withFence(1)))
          .satisfies(code(FailureCode.TARGET_UNREACHABLE));

      assertThat(forward(bench, 2).to()).isEqualTo(SECOND);
    }
  }

  /** Loses its database when it has been prepared. */
  private record CutOff(MigrationTool tool) implements MigrationTool {
    @Override
    public String name() {
      return tool.name();
    }

    @Override
    public Set<String> ledgerTables() {
      return tool.ledgerTables();
    }

    @Override
    public boolean commitsPiecemeal() {
      return tool.commitsPiecemeal();
    }

    @Override
    public PreparedMigration prepare(Migration migration, Login login, StepContext context)
        throws StepFailure, InterruptedException {
      PreparedMigration prepared = tool.prepare(migration, login, context);
      return new PreparedMigration() {
        @Override
        public Position position() throws StepFailure, InterruptedException {
          return prepared.position();
        }

        @Override
        public Next next(ToolOutput output) throws StepFailure {
          throw new StepFailure(FailureCode.TARGET_UNREACHABLE, "gone", "wait");
        }

        @Override
        public ToolResult run(ToolOutput output) throws StepFailure, InterruptedException {
          return prepared.run(output);
        }
      };
    }
  }

  @Test
  void whatFailedByItselfMayBeRetried() throws Exception {
    workspace.laravelMigration(SECOND, "insert into nowhere values (1)", "select 1");
    try (Bench bench = bench()) {
      assertThatThrownBy(() -> forward(bench, 1)).satisfies(code(FailureCode.TOOL_FAILED));
      workspace.laravelMigration(SECOND, "create table second (id int)", "drop table second");

      assertThat(forward(bench, 2).to()).isEqualTo(SECOND);
    }
  }

  private List<String> names() throws Exception {
    return database.query("select name from companies order by name");
  }

  private static void killPhp() {
    ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").contains("php"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private Evidence.Migration unchecked(Bench bench) {
    try {
      return forward(bench, 1);
    } catch (Exception failed) {
      throw new CompletionException(new IllegalStateException(failed));
    }
  }

  @ParameterizedTest
  @EnumSource(FenceStrength.class)
  void sessionsOfADeadAttemptAreEndedFirst(FenceStrength strength) throws Exception {
    if (strength == FenceStrength.TAG) {
      database = BookingDatabase.plain();
    }
    try (Bench bench = bench()) {
      Attempt dead =
          bench.part(Attempts.class).open(migration(bench), 1, Instant.now().plus(PATIENCE));
      Login login = bench.part(Fencing.class).admit(database.target(), dead, List.of()).login();
      assertThat(login.strength()).isEqualTo(strength);
      try (Connection left =
              new MariaDbConnections()
                  .open(database.target().as(login.username(), login.password()));
          Statement statement = left.createStatement()) {
        statement.execute("do get_lock('%s', 0)".formatted(login.tag()));

        LoneStepContext second =
            LoneStepContext.first().withFence(2).withDeadline(Instant.now().plus(PATIENCE));
        Evidence.Migration evidence =
            bench.migrate(
                bench.command(Direction.FORWARD, 1, bench.laravel(all(BASE, FIRST, SECOND))),
                second);

        assertThat(evidence.sessionsEnded()).isEqualTo(1);
        assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
      }
      assertThat(database.hasTable("second")).isTrue();
      assertThat(database.leftovers()).isEmpty();
    }
  }

  private Migration migration(Bench bench) {
    return Migration.of(
        bench.command(Direction.FORWARD, 1, bench.laravel(FIRST)),
        database.target(),
        directory,
        FIRST);
  }

  @Test
  void whatAnAttemptDefinesWorksWhenItsAccountCannotLogInAnyMore() throws Exception {
    workspace.laravelMigration(
        SECOND, "create view names as select name from companies", "drop view names");
    try (Bench bench = bench()) {
      forward(bench, 1);
      assertThat(database.query("select count(*) from names")).containsExactly("0");
      assertThat(database.leftovers()).isEmpty();
    }
  }

  @Test
  void otherPendingMigrationsAreRefusedAndSoIsUndoingOthers() throws Exception {
    try (Bench bench = bench()) {
      assertThatThrownBy(
              () -> bench.migrate(bench.command(Direction.FORWARD, 1, bench.laravel(FIRST))))
          .satisfies(code(FailureCode.REFUSED))
          .hasMessageContaining(SECOND);
      forward(bench, 2);
      assertThatThrownBy(
              () -> bench.migrate(bench.command(Direction.BACK, 1, bench.laravel(FIRST))))
          .satisfies(code(FailureCode.REFUSED))
          .hasMessageContaining("would undo others");
      assertThat(database.hasTable("second")).isTrue();
    }
  }

  @Test
  void aToolThatSaysYesAndDoesNothingIsNotBelieved() throws Exception {
    Map<String, Object> settings = Map.of("changeover.migration.laravel.command", "true");
    try (Bench bench = new Bench(database.target(), workspace, settings)) {
      assertThatThrownBy(() -> forward(bench, 1)).satisfies(code(FailureCode.LEDGER_DISAGREES));
    }
  }

  @Test
  void aCachedConfigurationIsPassedOver() throws Exception {
    workspace.write(
        "bootstrap/cache/config.php",
        "<?php return ['database' => ['default' => 'mysql', 'connections' => []]];");
    try (Bench bench = bench()) {
      assertThat(forward(bench, 1).to()).isEqualTo(SECOND);
    }
  }

  @Test
  void toolsAreLookedAt() throws Exception {
    try (Bench bench = bench()) {
      Outcome outcome =
          bench.handle(
              bench.command(Direction.FORWARD, 1, bench.tools("laravel")), LoneStepContext.first());
      assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
      assertThat(((Outcome.Succeeded) outcome).checks())
          .extracting(check -> check.actual().replaceAll("[0-9.]+(-MariaDB.*)?", "N"))
          .contains("MariaDB N", "N", "answers")
          .anyMatch(actual -> actual.contains("N files, N of them applied"));
      assertThat(database.leftovers()).isEmpty();
    }
  }

  private Evidence.Migration forward(Bench bench, int attempt) throws Exception {
    return bench.migrate(bench.command(Direction.FORWARD, attempt, bench.laravel(FIRST, SECOND)));
  }

  private Evidence.Migration back(Bench bench) throws Exception {
    return bench.migrate(bench.command(Direction.BACK, 1, bench.laravel(FIRST, SECOND)));
  }

  private SchemaListing schema(Bench bench) throws Exception {
    return bench.part(Catalog.class).schema(database.target(), List.of("migrations"));
  }

  private static String[] all(String[] base, String... more) {
    return java.util.stream.Stream.of(base, more)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }

  private static java.util.function.Consumer<Throwable> code(FailureCode code) {
    return failed ->
        assertThat(failed)
            .isInstanceOfSatisfying(
                StepFailure.class, failure -> assertThat(failure.reason().code()).isEqualTo(code));
  }
}
