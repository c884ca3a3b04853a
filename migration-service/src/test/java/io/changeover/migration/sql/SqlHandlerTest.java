package io.changeover.migration.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.migration.Owner;
import io.changeover.migration.Steps;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.TcpFaultProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of SQL in transactions, at a real PostgreSQL, by an owner that is no superuser. */
class SqlHandlerTest {
  private static final String UP =
      """
      -- Carriers; and a semicolon; in a comment
      create table item (id int primary key, name text default 'a;b');
      create function next_item() returns int language plpgsql as $$
      begin
        return coalesce((select max(id) from item), 0) + 1;
      end;
      $$;
      insert into item select generate_series(1, 3);
      """;

  @TempDir private Path directory;
  private Owner owner;
  private SqlBench bench;

  @BeforeEach
  void prepare() {
    owner = Owner.creatingRoles();
    bench = SqlBench.at(owner, directory);
    bench.file("up.sql", UP).file("down.sql", "drop function next_item(); drop table item;");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest(name = "own roles: {0}")
  @ValueSource(booleans = {true, false})
  void goesUpOnceAndDownAgainAndLeavesNothing(boolean roles) throws Exception {
    Owner other = roles ? owner : Owner.plain();
    try (SqlBench own = SqlBench.at(other, directory)) {
      LoneStepContext context = Steps.withFence(1);

      Evidence.Migration up = own.migrate(own.forward(1, SqlBench.spec()), context);

      assertThat(up)
          .usingRecursiveComparison()
          .ignoringFields("locks")
          .isEqualTo(new Evidence.Migration("sql", "", "003", false, 0, Map.of()));
      assertThat(context.progress()).contains(new Progress(3, 3, "statements", ""));
      assertThat(other.items()).isEqualTo(3);
      assertThat(other.query("select tableowner from pg_tables where tablename = 'item'"))
          .containsExactly(other.target().username());
      assertThat(own.migrate(own.forward(2, SqlBench.spec())).alreadyApplied()).isTrue();

      Evidence.Migration down = own.migrate(own.back(1, SqlBench.spec()));

      assertThat(down.from()).isEqualTo("003");
      assertThat(down.to()).isEmpty();
      assertThat(own.has("item")).isFalse();
      assertThat(own.has("changeover_sql_ledger")).isFalse();
      assertThat(other.attemptSessions()).isEmpty();
      assertThat(other.attemptRoles()).isEmpty();
    }
  }

  @Test
  void aFileThatLooksElsewhereForNamesKeepsItsRowInTheLedger() throws Exception {
    bench.file("up.sql", "create schema app; SET search_path TO app;\n" + UP);
    bench.file("down.sql", "SET search_path TO app; drop schema app cascade;");

    assertThat(bench.migrate(bench.forward(1, SqlBench.spec())).to()).isEqualTo("003");
    assertThat(bench.migrate(bench.forward(2, SqlBench.spec())).alreadyApplied()).isTrue();
    assertThat(bench.migrate(bench.back(1, SqlBench.spec())).to()).isEmpty();

    assertThat(bench.has("changeover_sql_ledger")).isFalse();
  }

  @Test
  void aMistakeIsToldWithItsLineAndLeavesNothing() {
    bench.file("up.sql", UP + "insert into item\n  values (1, 'twice');");

    FailureReason reason = bench.failure(bench.forward(1, SqlBench.spec()));

    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.message())
        .startsWith("up.sql, line 9, was refused: duplicate key value violates")
        .endsWith("(SQLSTATE 23505)");
    assertThat(bench.has("item")).isFalse();
    assertThat(bench.ledger()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"COMMIT", "begin work", "/* out */ end", "start  transaction", "rollback"})
  void aFileDoesNotEndTheTransactionItself(String statement) {
    bench.file("up.sql", UP + statement + "; select 1;");

    FailureReason reason = bench.failure(bench.forward(1, SqlBench.spec()));

    assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(reason.message())
        .isEqualTo("The file 'up.sql' begins or ends a transaction itself, in line 9.");
    assertThat(bench.has("item")).isFalse();
  }

  @Test
  void aVersionIsBoundToItsFile() throws Exception {
    bench.migrate(bench.forward(1, SqlBench.spec()));
    bench.file("up.sql", UP + "create table other (id int);");

    FailureReason reason = bench.failure(bench.forward(2, SqlBench.spec()));

    assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(reason.message())
        .startsWith("Version 003 was applied by another file than 'up.sql' is now");
    assertThat(bench.has("other")).isFalse();
  }

  @Test
  void aLockThatIsHeldIsGivenUpSoonAndNothingIsLeft() throws Exception {
    bench.asOwner("create table busy (id int)");
    bench.file("up.sql", "create table item (id int);\nalter table busy add column more int;");
    try (Connection holder = owner.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select * from busy");

      FailureReason reason = bench.failure(bench.forward(1, SqlBench.spec()));

      assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
      assertThat(reason.message())
          .isEqualTo("up.sql, line 2, waited longer than PT0.3S for a lock.");
    }
    assertThat(bench.has("item")).isFalse();
    assertThat(bench.migrate(bench.forward(2, SqlBench.spec())).to()).isEqualTo("003");
  }

  @Test
  void aStatementThatTakesTooLongIsCancelled() {
    bench.file("up.sql", "create table item (id int); select pg_sleep(600);");

    FailureReason reason =
        bench.failure(bench.forward(1, SqlBench.spec(null, Duration.ofMillis(200))));

    assertThat(reason.message())
        .isEqualTo("up.sql, line 1, was cancelled: canceling statement due to statement timeout.");
    assertThat(reason.whatToDo()).contains("statementTimeout of PT0.2S");
    assertThat(bench.has("item")).isFalse();
  }

  @Test
  void aDeadAttemptIsEndedBeforeTheNextOneBegins() throws Exception {
    bench.file("up.sql", UP + "select pg_sleep(600);");
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Evidence.Migration> dead =
          workers.submit(() -> bench.migrate(bench.forward(1, SqlBench.spec())));
      awaitSleep();
      bench.file("up.sql", UP);

      Evidence.Migration evidence =
          bench.migrate(bench.forward(1, SqlBench.spec()), Steps.withFence(2));

      assertThat(evidence.to()).isEqualTo("003");
      assertThat(evidence.sessionsEnded()).isEqualTo(1);
      assertThatThrownBy(() -> dead.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
    assertThat(owner.items()).isEqualTo(3);
    assertThat(bench.ledger()).containsExactly("003");
    assertThat(owner.attemptRoles()).isEmpty();
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

  @Test
  void aStoppedStepLeavesNoSession() throws Exception {
    bench.file("up.sql", UP + "select pg_sleep(600);");
    LoneStepContext context = Steps.withFence(1);
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Evidence.Migration> running =
          workers.submit(() -> bench.migrate(bench.forward(1, SqlBench.spec()), context));
      awaitSleep();
      context.stop();

      assertThatThrownBy(() -> running.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .hasCauseInstanceOf(InterruptedException.class);
    }
    assertThat(owner.attemptSessions()).isEmpty();
    assertThat(bench.has("item")).isFalse();
  }

  /** Holds the commit up for a second, by a trigger that runs then. */
  private static final String SLOW_COMMIT =
      """
      create function hold() returns trigger language plpgsql as
        $$ begin perform pg_sleep(1); return null; end $$;
      create constraint trigger held after insert on item deferrable initially deferred
        for each row execute function hold();
      insert into item values (4);
      """;

  @Test
  void aCommitWhoseAnswerIsLostIsFoundInTheLedger() throws Exception {
    bench.file("up.sql", UP + SLOW_COMMIT);
    try (TcpFaultProxy proxy = TcpFaultProxy.to(owner.target().port());
        SqlBench far = SqlBench.at(SqlBench.through(owner, proxy.port()), directory);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Evidence.Migration> running =
          workers.submit(() -> far.migrate(far.forward(1, SqlBench.spec())));
      awaitSleep();
      proxy.stall();
      await().atMost(Patience.LONG).until(() -> !bench.ledger().isEmpty());
      proxy.cutPresent();
      proxy.heal();

      assertThat(running.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS).to()).isEqualTo("003");
    }
    assertThat(owner.items()).isEqualTo(4);
    assertThat(bench.ledger()).containsExactly("003");
  }

  @Test
  void aCommitThatDidNotHappenIsToldAsSuch() throws Exception {
    bench.file("up.sql", UP + SLOW_COMMIT);
    try (TcpFaultProxy proxy = TcpFaultProxy.to(owner.target().port());
        SqlBench far = SqlBench.at(SqlBench.through(owner, proxy.port()), directory);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<FailureReason> running =
          workers.submit(() -> far.failure(far.forward(1, SqlBench.spec())));
      awaitSleep();
      proxy.cutPresent();

      FailureReason reason = running.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);

      assertThat(reason.code()).isEqualTo(FailureCode.TARGET_UNREACHABLE);
      assertThat(reason.message())
          .startsWith(
              "The connection broke while 'up.sql' ran, and the ledger says that nothing of it was committed");
    }
    assertThat(bench.has("item")).isFalse();
    assertThat(owner.attemptSessions()).isEmpty();
  }
}
