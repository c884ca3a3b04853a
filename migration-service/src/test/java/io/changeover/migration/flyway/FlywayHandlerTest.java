package io.changeover.migration.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Argument;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Flyway;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.migration.Bench;
import io.changeover.migration.Catalog;
import io.changeover.migration.Owner;
import io.changeover.migration.SchemaListing;
import io.changeover.migration.Steps;
import io.changeover.migration.Workspace;
import io.changeover.testsupport.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real library at a real PostgreSQL, by an owner that is no superuser. */
class FlywayHandlerTest {
  @TempDir private Path directory;
  private Workspace workspace;
  private Owner owner;
  private Bench bench;

  @BeforeEach
  void prepare() throws Exception {
    Files.createDirectories(directory.resolve("db/migration"));
    workspace = new Workspace(directory);
    owner = Owner.of("createrole", "it's 100% \"odd\" ");
    bench = new Bench(owner, workspace);
    migration("V1__items.sql", "create table item (id int primary key);");
    migration("V2__names.sql", "alter table item add column name text;");
    migration("V3__rows.sql", "insert into item select generate_series(1, 3);");
    workspace.write("db/3-to-1.sql", "delete from item; alter table item drop column name;");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void migration(String name, String sql) {
    workspace.write("db/migration/" + name, sql);
  }

  private static Flyway spec(String upgrade) {
    return new Flyway(
        new WorkspaceName("app"),
        new TargetAlias("db"),
        List.of(new RelativePath("db/migration")),
        new Argument(upgrade),
        new Argument("1"),
        new RelativePath("db/3-to-1.sql"));
  }

  private StepCommand forward(int attempt, String upgrade) {
    return bench.command(Direction.FORWARD, attempt, spec(upgrade));
  }

  private FailureReason failure(StepCommand command) {
    return catchThrowableOfType(StepFailure.class, () -> bench.handle(command, Steps.withFence(1)))
        .reason();
  }

  private List<String> ledger() {
    return owner.query(
        "select version || ' ' || success from flyway_schema_history order by installed_rank");
  }

  private SchemaListing schema() throws Exception {
    return bench.part(Catalog.class).schema(owner.target(), List.of());
  }

  @Test
  void goesToAVersionOnceAndBackByThePlansFile() throws Exception {
    bench.migrate(forward(1, "1"));
    SchemaListing before = schema();
    LoneStepContext context = Steps.withFence(1);

    Evidence.Migration up = bench.migrate(forward(2, "3"), context);

    assertThat(up)
        .usingRecursiveComparison()
        .ignoringFields("locks")
        .isEqualTo(new Evidence.Migration("flyway", "1", "3", false, 0, Map.of()));
    assertThat(Steps.messages(context)).contains("upgrade V2__names.sql", "upgrade V3__rows.sql");
    assertThat(owner.items()).isEqualTo(3);
    assertThat(owner.query("select tableowner from pg_tables where tablename = 'item'"))
        .containsExactly(owner.target().username());
    assertThat(bench.migrate(forward(3, "3")).alreadyApplied()).isTrue();

    Evidence.Migration down = bench.migrate(bench.command(Direction.BACK, 1, spec("3")));

    assertThat(down.from()).isEqualTo("3");
    assertThat(down.to()).isEqualTo("1");
    assertThat(schema()).isEqualTo(before);
    assertThat(ledger()).containsExactly("1 true");
    assertThat(owner.attemptSessions()).isEmpty();
    assertThat(owner.attemptRoles()).isEmpty();
  }

  @Test
  void aWayBackThatBreaksKeepsTheLedgerToo() throws Exception {
    bench.migrate(forward(1, "3"));
    workspace.write("db/3-to-1.sql", "alter table item drop column name; drop table nothing;");

    FailureReason reason = failure(bench.command(Direction.BACK, 1, spec("3")));

    assertThat(reason.message())
        .isEqualTo(
            "db/3-to-1.sql, line 1, was refused: table \"nothing\" does not exist (SQLSTATE 42P01)");
    assertThat(ledger()).containsExactly("1 true", "2 true", "3 true");
  }

  @Test
  void aMistakeInATransactionLeavesNothing() throws Exception {
    migration("V3__rows.sql", "insert into item values (1); insert into item values (1);");

    FailureReason reason = failure(forward(1, "3"));

    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.message()).contains("its ledger is at revision 2");
    assertThat(reason.detail()).contains("V3__rows.sql").contains("duplicate key value");
    migration("V3__rows.sql", "insert into item select generate_series(1, 3);");
    assertThat(bench.migrate(forward(2, "3")).to()).isEqualTo("3");
  }

  /** At PostgreSQL Flyway leaves no row for it, so the schema tells. */
  @Test
  void whatAStatementOutsideOfATransactionLeavesIsFoundAndNotRunAgain() throws Exception {
    bench.migrate(forward(1, "2"));
    migration(
        "V3__rows.sql", "create unique index concurrently item_by_name on item ((name is null));");
    owner.asAdmin("insert into item values (1), (2)");

    FailureReason first = failure(forward(2, "3"));
    FailureReason second = failure(forward(3, "3"));

    assertThat(ledger()).containsExactly("1 true", "2 true");
    assertThat(first.detail()).contains("+ index").contains("item_by_name").contains("invalid");
    for (FailureReason reason : List.of(first, second)) {
      assertThat(reason.code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
      assertThat(reason.message()).contains("an attempt has changed the schema: 1 differences");
    }
  }

  @Test
  void aRowThatSaysFailedIsToldAndNotRunAgain() throws Exception {
    bench.migrate(forward(1, "2"));
    owner.asAdmin("update flyway_schema_history set success = false where version = '2'");

    FailureReason reason = failure(forward(2, "3"));

    assertThat(reason.code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
    assertThat(reason.message())
        .isEqualTo("flyway_schema_history says that 'V2__names.sql' failed half-way.");
    assertThat(reason.whatToDo()).contains("remove its row");
    assertThat(ledger()).containsExactly("1 true", "2 false");
  }

  @Test
  void aFileThatHasChangedSinceIsNamed() throws Exception {
    bench.migrate(forward(1, "2"));
    migration("V2__names.sql", "alter table item add column names text;");

    FailureReason reason = failure(forward(2, "3"));

    assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(reason.message())
        .startsWith("What was applied to the database is not what the workspace has: 2 names:")
        .contains("checksum");
    assertThat(ledger()).hasSize(2);
  }

  @Test
  void whatTheWorkspaceDoesNotHaveIsRefused() {
    assertThat(failure(forward(1, "7")).message())
        .isEqualTo("There is no version 7 among the migrations of the workspace: [1, 2, 3].");
    Flyway elsewhere =
        new Flyway(
            new WorkspaceName("app"),
            new TargetAlias("db"),
            List.of(new RelativePath("nowhere")),
            new Argument("3"),
            null,
            null);
    assertThat(failure(bench.command(Direction.FORWARD, 2, elsewhere)).message())
        .isEqualTo("The location 'nowhere' is no directory of the workspace.");
    assertThat(failure(bench.command(Direction.BACK, 1, elsewhere)).whatToDo())
        .contains("Flyway's own undo is not used");
  }

  @Test
  void aDeadAttemptIsEndedBeforeTheNextOneBegins() throws Exception {
    migration("V3__rows.sql", "insert into item values (9); select pg_sleep(600);");
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Evidence.Migration> dead = workers.submit(() -> bench.migrate(forward(1, "3")));
      awaitSleep();
      migration("V3__rows.sql", "insert into item select generate_series(1, 3);");
      int held = owner.attemptSessions().size();

      Evidence.Migration evidence = bench.migrate(forward(1, "3"), Steps.withFence(2));

      // Those that the dead attempt closes itself in time are not ended.
      assertThat(evidence.sessionsEnded()).isBetween(1, held);
      assertThatThrownBy(() -> dead.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
    assertThat(owner.items()).isEqualTo(3);
    assertThat(ledger()).containsExactly("1 true", "2 true", "3 true");
  }

  @Test
  void aStoppedStepLeavesNoSession() throws Exception {
    migration("V3__rows.sql", "insert into item values (9); select pg_sleep(600);");
    LoneStepContext context = Steps.withFence(1);
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Evidence.Migration> running =
          workers.submit(() -> bench.migrate(forward(1, "3"), context));
      awaitSleep();
      context.stop();

      assertThatThrownBy(() -> running.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .hasCauseInstanceOf(InterruptedException.class);
    }
    assertThat(owner.attemptSessions()).isEmpty();
    assertThat(owner.items()).isZero();
  }

  private void awaitSleep() {
    await()
        .atMost(Patience.LONG)
        .until(() ->
            !owner
                .query(
                    "select 1 from pg_stat_activity where datname = '%s' and wait_event = 'PgSleep'"
                        .formatted(owner.target().database()))
                .isEmpty());
  }
}
