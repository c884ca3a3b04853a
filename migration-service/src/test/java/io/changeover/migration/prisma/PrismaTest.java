package io.changeover.migration.prisma;

import static io.changeover.migration.prisma.PrismaProject.FIRST;
import static io.changeover.migration.prisma.PrismaProject.SECOND;
import static io.changeover.migration.prisma.PrismaProject.THIRD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.contracts.step.Prisma;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.migration.Bench;
import io.changeover.migration.Owner;
import io.changeover.migration.Steps;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Prisma, the real PostgreSQL, an owner that is no superuser. */
@RequiresTool("node")
@RequiresTool("npm")
class PrismaTest {
  private static final WorkspaceName WORKSPACE = new WorkspaceName("app");
  private static final TargetAlias DB = new TargetAlias("db");

  @TempDir private Path directory;
  private PrismaProject project;
  private Owner owner;
  private Bench bench;

  @BeforeEach
  void prepare() throws Exception {
    project = new PrismaProject(directory);
    owner = Owner.creatingRoles();
    bench = new Bench(owner, project.workspace());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private StepCommand command(String migration, Direction direction, int attempt) {
    Prisma spec =
        new Prisma(WORKSPACE, DB, new Argument(migration), new RelativePath(PrismaProject.DOWN));
    return bench.command(direction, attempt, spec);
  }

  private Evidence.Migration forward(String migration, int attempt) throws Exception {
    return bench.migrate(command(migration, Direction.FORWARD, attempt));
  }

  private Evidence.Migration back(String migration) throws Exception {
    return bench.migrate(command(migration, Direction.BACK, 1));
  }

  private FailureReason failed(String migration, Direction direction, int attempt) {
    return catchThrowableOfType(
            StepFailure.class, () -> bench.migrate(command(migration, direction, attempt)))
        .reason();
  }

  /** Name and state of each row of the ledger, oldest first. */
  private List<String> ledger() {
    return owner.query(
        "select migration_name || case when rolled_back_at is not null then ' rolled back'"
            + " when finished_at is null then ' failed' else '' end"
            + " from _prisma_migrations order by started_at");
  }

  private List<String> columns() {
    return owner.query(
        "select table_name || '.' || column_name from information_schema.columns"
            + " where table_schema = 'public' and table_name <> '_prisma_migrations' order by 1");
  }

  @Test
  void appliesOneMigrationAndUndoesIt() throws Exception {
    assertThat(forward(FIRST, 1).to()).isEqualTo(FIRST);
    List<String> before = columns();

    Evidence.Migration evidence = forward(SECOND, 2);

    assertThat(evidence).extracting("from", "to", "alreadyApplied").contains(FIRST, SECOND, false);
    assertThat(ledger()).containsExactly(FIRST, SECOND);
    assertThat(columns()).contains("item.price", "tariff.id");
    assertThat(forward(SECOND, 3).alreadyApplied()).isTrue();

    assertThat(back(SECOND).to()).isEqualTo(FIRST);
    assertThat(columns()).isEqualTo(before);
    assertThat(ledger()).containsExactly(FIRST);
    assertThat(owner.attemptRoles()).isEmpty();
    assertThat(owner.query("select tableowner from pg_tables where tablename = 'item'"))
        .containsExactly(owner.target().username());
  }

  @Test
  void noFileOfTheWorkspaceNamesTheDatabase() throws Exception {
    Files.writeString(
        directory.resolve("prisma/schema.prisma"),
        """
        datasource db {
          provider  = "postgresql"
          url       = env("POOLED_URL")
          directUrl = env("DIRECT_URL")
        }
        """);
    Path cache = Files.createDirectories(directory.resolve("packages/cache/prisma"));
    Files.writeString(
        cache.resolve("schema.prisma"),
        "datasource db {\n  provider = \"sqlite\"\n  url = \"file:./cache.db\"\n}\n");
    String elsewhere = "postgresql://nobody:nothing@127.0.0.1:1/elsewhere";
    Files.writeString(
        directory.resolve(".env"),
        "DATABASE_URL=%1$s\nPOOLED_URL=%1$s\nDIRECT_URL=%1$s\n".formatted(elsewhere));

    assertThat(forward(FIRST, 1).to()).isEqualTo(FIRST);

    Files.writeString(
        directory.resolve("prisma/schema.prisma"),
        "datasource db {\n  provider = \"postgresql\"\n  url = \"%s\"\n}\n".formatted(elsewhere));
    FailureReason refused = failed(SECOND, Direction.FORWARD, 2);
    assertThat(refused.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(refused.message()).contains("schema.prisma holds an address in 'url'");
    assertThat(refused.toString()).doesNotContain("nothing@");
  }

  @Test
  void refusesWhatWouldApplyMoreThanWanted() throws Exception {
    forward(FIRST, 1);

    FailureReason reason = failed(THIRD, Direction.FORWARD, 2);

    assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(reason.message()).contains(SECOND);
    assertThat(ledger()).containsExactly(FIRST);
  }

  @Test
  void aFailedMigrationThatChangedNothingIsLedOutOfWhenItIsRetried() throws Exception {
    forward(FIRST, 1);
    project.migration(SECOND, "create table tariff (id int); alter table nowhere add column x int");

    FailureReason reason = failed(SECOND, Direction.FORWARD, 2);

    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.message()).endsWith("It said: No such table: nowhere");
    assertThat(ledger()).containsExactly(FIRST, SECOND + " failed");
    assertThat(columns()).containsExactly("item.id", "item.label");

    project.migration(SECOND, "create table tariff (id int)");
    LoneStepContext context = Steps.withFence(1);
    bench.migrate(command(SECOND, Direction.FORWARD, 3), context);

    assertThat(Steps.messages(context)).anyMatch(it -> it.contains("resolve --rolled-back"));
    assertThat(ledger()).containsExactly(FIRST, SECOND + " rolled back", SECOND);
  }

  @Test
  void theWayBackFromAFailedMigrationLeavesTheLedgerAsItWas() throws Exception {
    forward(FIRST, 1);
    project.migration(SECOND, "alter table nowhere add column x int");
    failed(SECOND, Direction.FORWARD, 2);

    assertThat(back(SECOND).to()).isEqualTo(FIRST);

    assertThat(ledger()).containsExactly(FIRST);
    assertThat(columns()).containsExactly("item.id", "item.label");
  }

  @Test
  void aPartIsFoundAndNeverRunAgain() throws Exception {
    forward(FIRST, 1);
    project.migration(
        SECOND, "create table tariff (id int); commit; alter table nowhere add x int");

    FailureReason reason = failed(SECOND, Direction.FORWARD, 2);
    assertThat(reason.code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
    assertThat(reason.message()).endsWith("It said: No such table: nowhere");
    assertThat(reason.detail()).contains("+ ").contains("tariff");

    project.migration(SECOND, "create table tariff (id int)");
    assertThat(failed(SECOND, Direction.FORWARD, 3).code())
        .isEqualTo(FailureCode.PARTIALLY_APPLIED);
    assertThat(failed(SECOND, Direction.BACK, 1).code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
    assertThat(ledger()).containsExactly(FIRST, SECOND + " failed");

    owner.asAdmin("drop table tariff");
    assertThat(forward(SECOND, 4).to()).isEqualTo(SECOND);
  }

  @Test
  void whatSomebodyElseHasBrokenOffIsNotTouched() throws Exception {
    forward(FIRST, 1);
    owner.asAdmin(
        "insert into _prisma_migrations (id, checksum, migration_name) values ('x', 'x', '%s')"
            .formatted(SECOND));

    for (int attempt = 2; attempt < 4; attempt++) {
      FailureReason reason = failed(SECOND, Direction.FORWARD, attempt);
      assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
      assertThat(reason.message()).contains("P3009").contains("not by this deployment");
    }
    assertThat(ledger()).containsExactly(FIRST, SECOND + " failed");
  }

  @Test
  void killedInTheMiddleNothingIsLeftAndTheRetryAppliesItOnce() throws Exception {
    forward(FIRST, 1);
    project.migration(SECOND, "create table tariff (id int); select pg_sleep(600)");
    try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Evidence.Migration> running = worker.submit(() -> forward(SECOND, 2));
      await()
          .atMost(Patience.LONG)
          .until(() ->
              !owner
                  .query("select 1::text from pg_stat_activity where wait_event = 'PgSleep'")
                  .isEmpty());

      PrismaProject.running().forEach(ProcessHandle::destroyForcibly);

      Assertions.assertThatThrownBy(() -> running.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StepFailure.class);
    }
    assertThat(columns()).containsExactly("item.id", "item.label");
    assertThat(ledger()).containsExactly(FIRST, SECOND + " failed");
    assertThat(owner.attemptSessions()).isEmpty();

    project.migration(SECOND, "create table tariff (id int)");
    assertThat(forward(SECOND, 3).alreadyApplied()).isFalse();
    assertThat(columns()).contains("tariff.id");
  }

  @Test
  void aWayBackThatFailsChangesNothing() throws Exception {
    forward(FIRST, 1);
    forward(SECOND, 2);
    project.down("drop table tariff; drop table nowhere;");

    FailureReason reason = failed(SECOND, Direction.BACK, 1);

    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.detail()).contains("nowhere");
    assertThat(columns()).contains("tariff.id");
    assertThat(ledger()).containsExactly(FIRST, SECOND);
  }

  @Test
  void leavesNoStagedWorkspace() throws Exception {
    forward(FIRST, 1);
    failed(THIRD, Direction.FORWARD, 2);
    try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(temporary.map(Path::toString))
          .noneMatch(it -> it.contains("changeover-prisma-" + start(FIRST)));
    }
  }

  private String start(String migration) {
    return io.changeover.migration.Attempt.loginsOf(
        command(migration, Direction.FORWARD, 1).command());
  }

  @Test
  void looksAtTheToolTheWorkspaceAndTheLedger() throws Exception {
    forward(FIRST, 1);
    project.migration(FIRST, "create table item (id bigserial primary key)");

    List<CheckResult> checks =
        bench
            .handle(
                bench.command(
                    Direction.FORWARD,
                    1,
                    new MigrationTools(WORKSPACE, DB, new Argument("prisma"), "6.19")),
                Steps.withFence(1))
            .checks();

    assertThat(checks)
        .filteredOn(check -> check.verdict() != Verdict.PASSED)
        .extracting(CheckResult::name, CheckResult::actual)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("applied migrations changed since", FIRST));
    assertThat(checks)
        .filteredOn(check -> check.name().equals("prisma migrate status"))
        .extracting(CheckResult::actual)
        .singleElement()
        .asString()
        .contains("3 migrations found", SECOND, THIRD);
  }
}
