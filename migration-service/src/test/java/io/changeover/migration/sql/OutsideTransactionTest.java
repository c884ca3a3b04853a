package io.changeover.migration.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.step.CatalogueProbe;
import io.changeover.contracts.step.Sql;
import io.changeover.migration.Owner;
import io.changeover.migration.Steps;
import io.changeover.testsupport.Patience;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One statement outside of a transaction, and what a broken one leaves. */
class OutsideTransactionTest {
  private static final String UP =
      "-- no lock on the table\ncreate unique index concurrently item_by_id on item (id)";

  @TempDir private Path directory;
  private Owner owner;
  private SqlBench bench;

  @BeforeEach
  void prepare() throws SQLException {
    owner = Owner.creatingRoles();
    bench = SqlBench.at(owner, directory);
    bench.file("up.sql", UP).file("down.sql", "drop index concurrently item_by_id;");
    bench.asOwner("create table item as select generate_series(1, 3) as id");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String index() {
    return String.join(
        ",",
        owner.query(
            "select case when indisvalid then 'valid' else 'invalid' end from pg_index where indexrelid = to_regclass('item_by_id')"));
  }

  /** As a broken build leaves it. */
  private void leaveInvalidIndex() throws SQLException {
    bench.asOwner("insert into item values (1)");
    assertThatThrownBy(() -> bench.asOwner(UP)).hasMessageContaining("could not create unique");
    bench.asOwner("delete from item where ctid = (select max(ctid) from item where id = 1)");
    assertThat(index()).isEqualTo("invalid");
  }

  @Test
  void anIndexIsBuiltBesideTrafficAndDroppedAgain() throws Exception {
    Evidence.Migration up = bench.migrate(bench.forward(1, SqlBench.indexing()));

    assertThat(up.to()).isEqualTo("003");
    assertThat(index()).isEqualTo("valid");
    assertThat(bench.migrate(bench.forward(2, SqlBench.indexing())).alreadyApplied()).isTrue();

    bench.migrate(bench.back(1, SqlBench.indexing()));

    assertThat(index()).isEmpty();
    assertThat(bench.has("changeover_sql_ledger")).isFalse();
  }

  @Test
  void anIndexThatCannotBeBuiltIsToldAndCleanedUp() throws Exception {
    bench.asOwner("insert into item values (1)");

    FailureReason reason = bench.failure(bench.forward(1, SqlBench.indexing()));

    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.message())
        .startsWith("up.sql, line 2, was refused: could not create unique index");
    assertThat(index()).isEmpty();
    assertThat(bench.ledger()).isEmpty();
  }

  @Test
  void anInvalidIndexOfADeadAttemptIsDroppedBeforeTheNextBuild() throws Exception {
    leaveInvalidIndex();

    bench.migrate(bench.forward(1, SqlBench.indexing()), Steps.withFence(2));

    assertThat(index()).isEqualTo("valid");
    assertThat(bench.ledger()).containsExactly("003");
  }

  @Test
  void anInvalidIndexIsAlsoLedBack() throws Exception {
    leaveInvalidIndex();

    bench.migrate(bench.back(1, SqlBench.indexing()));

    assertThat(index()).isEmpty();
  }

  @Test
  void anIndexWhoseRowInTheLedgerIsMissingIsNotBuiltTwice() throws Exception {
    bench.asOwner(UP);
    String built = owner.query("select to_regclass('item_by_id')::oid").getFirst();

    bench.migrate(bench.forward(1, SqlBench.indexing()), Steps.withFence(2));

    assertThat(owner.query("select to_regclass('item_by_id')::oid")).containsExactly(built);
    assertThat(bench.ledger()).containsExactly("003");
  }

  /** A transaction that is older than the build holds it up, so that it can be ended within. */
  @Test
  void aBuildThatIsBrokenOffInTheMiddleIsLedOutOf() throws Exception {
    try (Connection old = owner.connect();
        Statement statement = old.createStatement();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      old.setAutoCommit(false);
      statement.execute("insert into item values (99)");
      Sql patient =
          new Sql(
              SqlBench.indexing().workspace(),
              SqlBench.indexing().target(),
              SqlBench.indexing().version(),
              SqlBench.indexing().up(),
              SqlBench.indexing().down(),
              SqlBench.indexing().probe(),
              SqlBench.STATEMENT,
              SqlBench.STATEMENT);
      Future<Evidence.Migration> dead =
          workers.submit(() -> bench.migrate(bench.forward(1, patient)));
      await().atMost(Patience.LONG).until(() -> index().equals("invalid"));
      Future<Evidence.Migration> next =
          workers.submit(() -> bench.migrate(bench.forward(1, patient), Steps.withFence(2)));
      assertThatThrownBy(() -> dead.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      old.rollback();

      Evidence.Migration evidence = next.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
      assertThat(evidence.to()).isEqualTo(SqlBench.indexing().version().value());
      assertThat(evidence.sessionsEnded()).isEqualTo(1);
    }
    assertThat(index()).isEqualTo("valid");
    assertThat(owner.attemptRoles()).isEmpty();
  }

  @Test
  void severalStatementsAreRefused() {
    bench.file("up.sql", UP + ";\ncreate index concurrently other on item (id);");

    FailureReason reason = bench.failure(bench.forward(1, SqlBench.indexing()));

    assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(reason.message())
        .isEqualTo(
            "The file 'up.sql' holds 2 statements, but outside of a transaction a step runs one.");
    assertThat(index()).isEmpty();
  }

  @Test
  void aProbeOfThePlanIsAskedAndAPartOfItIsLeftToAPerson() throws Exception {
    Sql asked =
        SqlBench.spec(
            new CatalogueProbe(
                null,
                "select case when to_regclass('item_by_id') is null then 'not-done' when indisvalid then 'done' else 'partial' end"
                    + " from (select 1) one left join pg_index on indexrelid = to_regclass('item_by_id')"),
            SqlBench.STATEMENT);
    leaveInvalidIndex();

    assertThat(bench.failure(bench.forward(1, asked)).code())
        .isEqualTo(FailureCode.PARTIALLY_APPLIED);
    bench.asOwner("drop index item_by_id");
    bench.migrate(bench.forward(2, asked));

    assertThat(index()).isEqualTo("valid");
  }
}
