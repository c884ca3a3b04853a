package io.changeover.backup.rehearsal;

import static io.changeover.backup.Bench.ALIAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.backup.Bench;
import io.changeover.backup.RunningStep;
import io.changeover.backup.TestDatabase;
import io.changeover.backup.server.Quoted;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.DropClone;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.contracts.step.StepSpec;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a real database: made, changed, restored, compared, dropped, and found again. */
@RequiresTool("pg_dump")
@RequiresTool("pg_restore")
class RehearsalTest {
  private static final StepId CLONE = new StepId("rehearse.clone");
  private static final StepId RESTORE = new StepId("rehearse.level-3");

  @TempDir Path directory;
  private TestDatabase database;
  private Bench bench;

  @BeforeEach
  void fill() throws Exception {
    database = TestDatabase.create("rehearsed");
    bench = new Bench(directory, database);
    database.run(
        "CREATE TABLE orders (id serial PRIMARY KEY, what text)",
        "CREATE TABLE alembic_version (version_num varchar(32))",
        "INSERT INTO alembic_version VALUES ('002')",
        "INSERT INTO orders (what) SELECT 'order ' || i FROM generate_series(1, 500) i");
  }

  @AfterEach
  void drop() throws Exception {
    bench.close();
    for (String left : copies()) {
      database.asAdmin("DROP DATABASE " + Quoted.identifier(left) + " WITH (FORCE)");
    }
    database.close();
  }

  private List<String> copies() throws SQLException {
    return database.askServer(
        "SELECT datname FROM pg_database WHERE starts_with(datname, 'rehearsal_%s_') ORDER BY 1"
            .formatted(database.unique()));
  }

  private Evidence.Clone copy(CopyScope scope) throws Exception {
    return (Evidence.Clone)
        bench.evidence(
            bench.command(CLONE, Direction.FORWARD, 1, new CloneDatabase(ALIAS, scope), Map.of()));
  }

  private StepCommand onCopy(
      StepId step,
      Direction direction,
      StepSpec spec,
      Evidence.Clone copy,
      Map<StepId, Evidence> known) {
    return new StepCommand(
        CommandId.of(bench.deployment, step, direction, 1),
        bench.deployment,
        step,
        direction,
        1,
        Severity.MAJOR,
        Duration.ofMinutes(5),
        Map.of(ALIAS, Bench.NAME),
        known,
        spec,
        Map.of(ALIAS, copy.database()));
  }

  private Outcome compare(Evidence.Clone copy, FingerprintScope scope) throws Exception {
    return bench.run(
        onCopy(
            new StepId("rehearse.level-1"),
            Direction.FORWARD,
            new Fingerprint(ALIAS, CLONE, scope),
            copy,
            Map.of(CLONE, copy)));
  }

  private Outcome dropped() throws Exception {
    return bench.run(
        bench.command(
            new StepId("rehearse.drop"),
            Direction.FORWARD,
            1,
            new DropClone(ALIAS, CLONE),
            Map.of()));
  }

  private void onCopy(Evidence.Clone copy, String... statements) throws SQLException {
    try (Connection connection = database.connect(copy.database());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> failed(Outcome outcome) {
    return outcome.checks().stream()
        .filter(check -> check.verdict() == Verdict.FAILED)
        .map(CheckResult::name)
        .toList();
  }

  @Test
  void theCopyIsEqualAndStaysAndItsDumpIsABackup() throws Exception {
    Evidence.Clone copy = copy(CopyScope.DATA);

    assertThat(copies()).containsExactly(copy.database());
    assertThat(copy.rows()).isEqualTo(501);
    assertThat(compare(copy, FingerprintScope.ALL)).isInstanceOf(Outcome.Succeeded.class);
    onCopy(copy, "DELETE FROM orders WHERE id = 7");
    assertThat(failed(compare(copy, FingerprintScope.ALL))).contains("table public.orders");
    assertThat(compare(copy, FingerprintScope.SCHEMA)).isInstanceOf(Outcome.Succeeded.class);
    onCopy(copy, "ALTER TABLE orders ADD more int");
    assertThat(failed(compare(copy, FingerprintScope.SCHEMA))).containsExactly("schema");
    assertThat(database.ask("SELECT count(*) FROM orders")).containsExactly("500");
  }

  @Test
  void aCopyOfTheSchemaHasTheLedgersRowsAndNoOthers() throws Exception {
    Evidence.Clone copy = copy(CopyScope.SCHEMA);

    assertThat(copy.rows()).isEqualTo(1);
    assertThat(compare(copy, FingerprintScope.ALL)).isInstanceOf(Outcome.Succeeded.class);
    onCopy(copy, "INSERT INTO orders (what) VALUES ('one')");
    assertThat(failed(compare(copy, FingerprintScope.ALL))).contains("table public.orders");
  }

  @Test
  void levelThreeIsRehearsedOnTheCopyAndNothingElse() throws Exception {
    Evidence.Clone copy = copy(CopyScope.DATA);
    onCopy(copy, "DROP TABLE orders", "UPDATE alembic_version SET version_num = '003'");
    StepCommand restore =
        onCopy(
            RESTORE,
            Direction.BACK,
            new CloneDatabase(ALIAS, CopyScope.DATA),
            copy,
            Map.of(RESTORE, copy));

    assertThat(bench.evidence(restore)).isInstanceOf(Evidence.Restore.class);

    assertThat(compare(copy, FingerprintScope.ALL)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(copies()).hasSize(2).contains(copy.database());
    assertThat(database.ask("SELECT version_num FROM alembic_version")).containsExactly("002");
    dropped();
    assertThat(copies()).isEmpty();
    assertThat(database.ask("SELECT count(*) FROM orders")).containsExactly("500");
  }

  @Test
  void aRestoreWithoutAScratchDatabaseIsRefused() throws Exception {
    Evidence.Clone copy = copy(CopyScope.DATA);
    StepCommand astray =
        bench.command(
            RESTORE,
            Direction.BACK,
            1,
            new CloneDatabase(ALIAS, CopyScope.DATA),
            Map.of(RESTORE, copy));

    assertThatThrownBy(() -> bench.run(astray)).isInstanceOf(StepFailure.class);
  }

  @Test
  void droppingDropsEverythingAndTwiceIsNoError() throws Exception {
    copy(CopyScope.DATA);

    assertThat(dropped()).isInstanceOf(Outcome.Succeeded.class);
    assertThat(copies()).isEmpty();
    assertThat(dropped().checks().getFirst().actual()).isEqualTo("there was none");
  }

  @Test
  void aSecondAttemptTakesTheNameOfTheFirst() throws Exception {
    Evidence.Clone first = copy(CopyScope.DATA);
    onCopy(first, "DROP TABLE orders");

    Evidence.Clone second =
        (Evidence.Clone)
            bench.evidence(
                bench.command(
                    CLONE,
                    Direction.FORWARD,
                    2,
                    new CloneDatabase(ALIAS, CopyScope.DATA),
                    Map.of()),
                new RunningStep(2));

    assertThat(copies()).containsExactly(first.database());
    assertThat(compare(second, FingerprintScope.ALL)).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void whatACrashHasLeftIsDroppedAndWhatIsInUseStays() throws Exception {
    Evidence.Clone copy = copy(CopyScope.DATA);
    String half = copy.database() + "_copy";
    database.run("CREATE DATABASE " + half);

    leftovers();
    assertThat(copies()).containsExactly(copy.database());

    bench.clock.advance(Duration.ofHours(25));
    leftovers();
    assertThat(copies()).isEmpty();
  }

  @Test
  void whatAnotherDeploymentHasLeftOfThisTargetIsDropped() throws Exception {
    Evidence.Clone left = copy(CopyScope.DATA);

    Evidence.Clone next =
        (Evidence.Clone)
            bench.evidence(
                Bench.command(
                    new DeploymentId("deployment-2-" + database.unique()),
                    CLONE,
                    Direction.FORWARD,
                    1,
                    new CloneDatabase(new TargetAlias("db"), CopyScope.DATA),
                    Map.of()));

    assertThat(next.database()).isNotEqualTo(left.database());
    assertThat(copies()).containsExactly(next.database());
    database.asAdmin("DROP DATABASE " + next.database());
  }

  private void leftovers() {
    bench.part(LeftoverClones.class).everywhere();
  }
}
