package io.changeover.validation.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Disk;
import io.changeover.contracts.step.Expectation;
import io.changeover.contracts.step.Query;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.WithInfrastructure;
import io.changeover.validation.Steps;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithInfrastructure
class QueryCheckTest {
  private final RegisteredDatabase database;

  QueryCheckTest(LocalDatabase database) {
    this.database = new RegisteredDatabase(database);
  }

  @BeforeEach
  void fill() throws Exception {
    database.execute(
        "DROP TABLE IF EXISTS users",
        "CREATE TABLE users (id int, name text)",
        "INSERT INTO users VALUES (1, 'ada'), (2, 'grace'), (3, NULL)");
  }

  @Test
  void countsRows() throws Exception {
    assertPassed(
        "SELECT id, name FROM users ORDER BY id", rows(3), "3 rows: (1, ada) (2, grace) (3, null)");
    assertFailed("SELECT id FROM users ORDER BY id", rows(2), "3 rows: (1) (2) (3)");
    assertPassed("SELECT id FROM users WHERE id > 9", rows(0), "0 rows");
  }

  @Test
  void comparesTheOnlyValue() throws Exception {
    assertPassed("SELECT count(*) FROM users", value("3"), "3");
    assertFailed("SELECT count(*) FROM users", value("3.0"), "3");
    assertPassed("SELECT count(*) FROM users", atLeast(3), "3");
    assertFailed("SELECT count(*) FROM users", atLeast(4), "3");
    assertPassed("SELECT 2.5", atMost(3), "2.5");
    assertFailed("SELECT 3.5", atMost(3), "3.5");
  }

  @Test
  void isNotContentWithOtherShapes() throws Exception {
    assertFailed("SELECT id FROM users ORDER BY id LIMIT 2", value("1"), "2 rows: (1) (2)");
    assertFailed("SELECT 1, 2", value("1"), "1 row: (1, 2)");
    assertFailed("SELECT name FROM users WHERE id = 3", value("null"), "null");
    assertFailed("SELECT 'many'", atLeast(0), "many");
    assertFailed("SELECT id FROM users WHERE false", atMost(9), "0 rows");
  }

  @Test
  void canChangeNothing() throws Exception {
    for (String sql :
        new String[] {
          "DELETE FROM users",
          "WITH gone AS (DELETE FROM users RETURNING 1) SELECT count(*) FROM gone",
          "SELECT nextval('ids')",
          "DO $$ BEGIN DELETE FROM users; END $$",
          "CREATE TABLE more (id int)"
        }) {
      database.execute("CREATE SEQUENCE IF NOT EXISTS ids");
      CheckResult failed = check(sql, rows(0));
      assertThat(failed.verdict()).as(sql).isEqualTo(Verdict.FAILED);
      assertThat(failed.actual()).as(sql).contains("read-only transaction");
    }
    assertPassed("SELECT count(*) FROM users", value("3"), "3");
  }

  @Test
  void refusesASecondStatement() throws Exception {
    for (String sql :
        new String[] {"SELECT 1; COMMIT; DELETE FROM users", "COMMIT; DELETE FROM users", ""}) {
      StepFailure failure = catchThrowableOfType(StepFailure.class, () -> check(sql, rows(1)));
      assertThat(failure.reason().code()).as(sql).isEqualTo(FailureCode.REFUSED);
    }
    assertPassed("SELECT ';' AS one -- ; DELETE FROM users", value(";"), ";");
    assertPassed("SELECT count(*) FROM users;", value("3"), "3");
  }

  @Test
  void anErrorIsAFailedCheck() throws Exception {
    CheckResult failed = check("SELECT * FROM organizations", rows(3));
    assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(failed.actual()).contains("relation \"organizations\" does not exist");
  }

  @Test
  void readsNoMoreRowsThanItNeeds() throws Exception {
    // Two gigabytes, if they were read.
    CheckResult failed =
        check("SELECT repeat('x', 1000) FROM generate_series(1, 2000000)", rows(3));
    assertThat(failed.actual()).startsWith("at least 101 rows: (xxx").hasSizeLessThan(1_000);
  }

  @Test
  void endsWithTheStepsTimeout() throws Exception {
    Query spec = new Query(Steps.DB, "SELECT pg_sleep(30)", rows(1));
    StepCommand long30 = Steps.command(spec);
    StepCommand command =
        new StepCommand(
            long30.command(),
            long30.deployment(),
            long30.step(),
            long30.direction(),
            1,
            long30.severity(),
            Duration.ofMillis(300),
            long30.targets(),
            long30.evidence(),
            spec);
    CheckResult failed =
        Steps.only(
            new QueryCheck(database.readOnly()).handle(command, spec, LoneStepContext.first()));
    assertThat(failed.actual()).contains("statement timeout");
  }

  @Test
  void aStoppedStepEndsItsStatement() throws Exception {
    Query spec = new Query(Steps.DB, "SELECT pg_sleep(29.5)", rows(1));
    LoneStepContext context = LoneStepContext.first();
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread step =
        Thread.ofVirtual()
            .start(() -> {
              try {
                new QueryCheck(database.readOnly()).handle(Steps.command(spec), spec, context);
              } catch (Throwable thrown) {
                ended.set(thrown);
              }
            });
    Awaitility.await().atMost(Patience.LONG).until(() -> sleeping() == 1);

    context.stop();
    step.join(Patience.LONG);

    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    Awaitility.await().atMost(Patience.LONG).until(() -> sleeping() == 0);
  }

  @Test
  void tellsADatabasesSize() throws Exception {
    Disk spec = new Disk("/", null, null, 2, Steps.DB);
    assertThat(
            new PostgresDatabaseSize(database.readOnly())
                .of(Steps.command(spec), Steps.DB, LoneStepContext.first())
                .bytes())
        .isBetween(5_000_000L, 100_000_000L);
  }

  private long sleeping() throws Exception {
    try (Connection connection = database.database().connect();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep(29.5)%'")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void comparesACounterWithWhatItWasBefore() throws Exception {
    assertThat(((Outcome.Succeeded) counted(atLeast(0), null, null)).evidence())
        .isEqualTo(new Evidence.Counted(new BigDecimal(3)));
    Evidence before = new Evidence.Counted(new BigDecimal(2));

    CheckResult one = Steps.only(counted(atMost(0), "deadlocks", before));
    assertThat(one.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(one.expected()).isEqualTo("at most 0 more than the 2 of deadlocks");
    assertThat(one.actual()).isEqualTo("3, 1 more");
    assertThat(Steps.only(counted(atMost(1), "deadlocks", before)).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(Steps.only(counted(atLeast(2), "deadlocks", before)).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void aCounterThatWasSetBackCountsWhole() throws Exception {
    Evidence before = new Evidence.Counted(new BigDecimal(1_000));
    CheckResult check = Steps.only(counted(atMost(2), "deadlocks", before));
    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(check.actual()).isEqualTo("3, set back since");
  }

  @Test
  void withoutANumberBeforeItSaysSo() throws Exception {
    CheckResult check = Steps.only(counted(atMost(2), "deadlocks", new Evidence.None()));
    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(check.expected())
        .isEqualTo("at most 2; deadlocks has seen no number, so all of it counts");
  }

  private Outcome counted(Expectation expectation, String baseline, Evidence before)
      throws Exception {
    StepId step = baseline == null ? null : new StepId(baseline);
    Query spec = new Query(Steps.DB, "SELECT count(*) FROM users", expectation, step);
    Map<StepId, Evidence> evidence = step == null ? Map.of() : Map.of(step, before);
    return new QueryCheck(database.readOnly())
        .handle(Steps.command(spec, Severity.CRITICAL, evidence), spec, LoneStepContext.first());
  }

  private void assertPassed(String sql, Expectation expectation, String actual) throws Exception {
    CheckResult check = check(sql, expectation);
    assertThat(check.actual()).isEqualTo(actual);
    assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.PASSED);
  }

  private void assertFailed(String sql, Expectation expectation, String actual) throws Exception {
    CheckResult check = check(sql, expectation);
    assertThat(check.actual()).isEqualTo(actual);
    assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.FAILED);
  }

  private CheckResult check(String sql, Expectation expectation) throws Exception {
    Query spec = new Query(Steps.DB, sql, expectation);
    return Steps.only(
        new QueryCheck(database.readOnly())
            .handle(Steps.command(spec), spec, LoneStepContext.first()));
  }

  private static Expectation rows(long rows) {
    return new Expectation(rows, null, null, null);
  }

  private static Expectation value(String value) {
    return new Expectation(null, value, null, null);
  }

  private static Expectation atLeast(long least) {
    return new Expectation(null, null, least, null);
  }

  private static Expectation atMost(long most) {
    return new Expectation(null, null, null, most);
  }
}
