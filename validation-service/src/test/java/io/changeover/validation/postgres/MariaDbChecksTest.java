package io.changeover.validation.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Database;
import io.changeover.contracts.step.Expectation;
import io.changeover.contracts.step.Experiment;
import io.changeover.contracts.step.Query;
import io.changeover.contracts.step.SlowQueries;
import io.changeover.contracts.step.StepSpec;
import io.changeover.embedded.LocalMariaDb;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.testsupport.RequiresTool;
import io.changeover.testsupport.TestInfrastructure;
import io.changeover.validation.Steps;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checks of databases at a real MariaDB. */
@RequiresTool("mariadbd")
class MariaDbChecksTest {
  private MariaDbTarget target;
  private ReadOnlyDatabase database;

  @BeforeEach
  void fill() throws Exception {
    LocalMariaDb server = TestInfrastructure.mariaDb();
    target =
        new MariaDbTarget(
            Steps.DB_NAME,
            "127.0.0.1",
            server.port(),
            "checked",
            LocalMariaDb.ADMINISTRATOR,
            server.password());
    database = new ReadOnlyDatabase(Steps.database(target), new TargetConnections());
    run(target.in(""), "create or replace database checked");
    run(target, "create table company (id int primary key)");
    run(
        target,
        "create table booking (company_id int, foreign key (company_id) references company (id) on delete cascade)");
    run(target, "insert into company values (1), (2)");
    run(target, "insert into booking values (1), (2)");
  }

  @Test
  void queriesAreComparedAndCannotWrite() throws Exception {
    assertThat(query("SELECT count(*) FROM `company`", "2").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(query("SELECT count(*) FROM company", "3").actual()).isEqualTo("2");
    for (String writing :
        List.of(
            "DELETE FROM company", "CREATE TABLE more (id int)", "SELECT 1; DELETE FROM company")) {
      assertThat(query(writing, "1").actual()).as(writing).startsWith("an error: ");
    }
    assertThat(query("SELECT count(*) FROM company", "2").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void figuresOfTheServer() throws Exception {
    Database spec = new Database(Steps.DB, "10.5", 90, 1);
    List<CheckResult> checks =
        checks(new DatabaseCheck(database).handle(Steps.command(spec), spec, context()));
    assertThat(checks).hasSize(4).allMatch(check -> check.verdict() == Verdict.PASSED);
    assertThat(checks.getFirst().actual()).startsWith("yes, MariaDB 1");

    Database newer = new Database(Steps.DB, "99", null, null);
    assertThat(checks(new DatabaseCheck(database).handle(Steps.command(newer), newer, context())))
        .anyMatch(check -> check.verdict() == Verdict.FAILED);
  }

  @Test
  void slowStatementsAreSeen() throws Exception {
    Thread slow =
        Thread.ofPlatform()
            .start(() -> {
              try {
                run(target, "select sleep(4)");
              } catch (Exception failed) {
                throw new IllegalStateException(failed);
              }
            });
    SlowQueries spec = new SlowQueries(Steps.DB, Duration.ofMillis(300), 0, null);
    Thread.sleep(1500);
    List<CheckResult> checks =
        checks(new SlowQueriesCheck(database).handle(Steps.command(spec), spec, context()));
    slow.join();
    assertThat(checks).hasSize(2);
    assertThat(checks.getFirst().actual()).contains("select sleep(4)");
    assertThat(checks.getFirst().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(checks.getLast().actual()).startsWith("not counted here");
  }

  @Test
  void anExperimentLeavesNothingAndNeverMeetsTheTargetItself() throws Exception {
    Experiment spec =
        new Experiment(
            Steps.DB,
            List.of("DELETE FROM company WHERE id = 1"),
            "SELECT count(*) FROM booking WHERE company_id = 1",
            new Expectation(null, "0", null, null));
    ExperimentCheck check = new ExperimentCheck(database);
    StepCommand command = Steps.command(spec);
    assertThatThrownBy(() -> check.handle(command, spec, context()))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("is no scratch database");

    assertThat(checks(check.handle(onScratch(command), spec, context())))
        .allMatch(result -> result.verdict() == Verdict.PASSED);
    assertThat(query("SELECT count(*) FROM booking", "2").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void anExperimentThatChangesNothingShowsNothing() throws Exception {
    Experiment spec =
        new Experiment(
            Steps.DB,
            List.of("DELETE FROM company WHERE id = 999"),
            "SELECT count(*) FROM booking WHERE company_id = 999",
            new Expectation(null, "0", null, null));

    assertThat(
            checks(
                new ExperimentCheck(database)
                    .handle(onScratch(Steps.command(spec)), spec, context())))
        .allMatch(result -> result.verdict() == Verdict.FAILED)
        .allMatch(result -> result.actual().contains("changes no row"));
  }

  private static StepCommand onScratch(StepCommand command) {
    return new StepCommand(
        command.command(),
        command.deployment(),
        command.step(),
        command.direction(),
        command.attempt(),
        command.severity(),
        command.timeout(),
        command.targets(),
        command.evidence(),
        command.spec(),
        Map.of(Steps.DB, "checked"));
  }

  private CheckResult query(String sql, String value) throws Exception {
    Query spec = new Query(Steps.DB, sql, new Expectation(null, value, null, null));
    StepSpec asked = spec;
    return checks(new QueryCheck(database).handle(Steps.command(asked), spec, context()))
        .getFirst();
  }

  private static LoneStepContext context() {
    return LoneStepContext.first();
  }

  private static List<CheckResult> checks(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded done -> done.checks();
      case Outcome.Failed failed -> failed.checks();
    };
  }

  private static void run(MariaDbTarget where, String sql) throws Exception {
    MariaDbConnections connections = new MariaDbConnections();
    try (Connection connection =
            where.database().isEmpty() ? connections.openServer(where) : connections.open(where);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
