package io.changeover.validation.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.SlowQueries;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.WithInfrastructure;
import io.changeover.validation.Steps;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@WithInfrastructure
class SlowQueriesCheckTest {
  private static final Duration SHORT = Duration.ofMillis(250);
  private static final String RESET = "SELECT pg_stat_statements_reset()";

  /** Only the counters of one statement; the time of the last reset stays. */
  private static final String RESET_SLEEPING =
      """
      SELECT pg_stat_statements_reset(userid, dbid, queryid) FROM pg_stat_statements
       WHERE query LIKE 'SELECT pg_sleep%'
      """;

  private static final String FAST = (sleep(0.001) + ";").repeat(20);

  private final RegisteredDatabase database;

  SlowQueriesCheckTest(LocalDatabase database) {
    this.database = new RegisteredDatabase(database);
  }

  @Test
  void seesAStatementThatRunsForLong() throws Exception {
    try (Connection slow = database.database().connect();
        Statement statement = slow.createStatement()) {
      Thread running =
          Thread.ofVirtual().start(() -> run(statement, "SELECT pg_sleep(60), 'a secret'"));
      Awaitility.await()
          .atMost(Patience.LONG)
          .until(() ->
              check(Duration.ofMillis(200), 0).checks().getFirst().verdict() == Verdict.FAILED);

      CheckResult found = check(Duration.ofMillis(200), 0).checks().getFirst();
      assertThat(found.actual()).contains("1: ", "pg_sleep").doesNotContain("a secret");
      assertThat(check(Duration.ofMillis(200), 1)).isInstanceOf(Outcome.Succeeded.class);
      assertThat(check(Duration.ofMinutes(10), 0)).isInstanceOf(Outcome.Succeeded.class);
      statement.cancel();
      running.join();
    }
  }

  @Test
  void doesNotCountOurOwn() throws Exception {
    try (Connection own = database.database().connect();
        Statement statement = own.createStatement()) {
      statement.execute("SET application_name = 'changeover-migration'");
      Thread running = Thread.ofVirtual().start(() -> run(statement, "SELECT pg_sleep(60)"));
      Awaitility.await().atMost(Patience.LONG).until(running::isAlive);
      // Long enough for the other test's condition to have been met.
      Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);

      assertThat(check(Duration.ofMillis(100), 0)).isInstanceOf(Outcome.Succeeded.class);
      statement.cancel();
      running.join();
    }
  }

  @Test
  void seesWhatIsSlowOnAverageWhereItIsCounted() throws Exception {
    CheckResult notCounted = check(Duration.ofMillis(100), 0).checks().getLast();
    assertThat(notCounted.name()).isEqualTo("statements slow on average");
    assertThat(notCounted.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(notCounted.actual()).isEqualTo("not counted here; only what runs now was seen");

    database.execute(
        "CREATE EXTENSION pg_stat_statements", RESET, "SELECT pg_sleep(0.3)", "SELECT 1");
    try {
      Outcome outcome = check(Duration.ofMillis(100), 0);

      CheckResult average = outcome.checks().get(1);
      assertThat(average.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(average.actual()).contains("1: ", "pg_sleep");
      assertThat(check(Duration.ofSeconds(5), 0)).isInstanceOf(Outcome.Succeeded.class);
    } finally {
      database.execute("DROP EXTENSION pg_stat_statements");
    }
  }

  @Test
  void whatWasSlowBeforeIsNotSlowSince() throws Exception {
    database.execute("CREATE EXTENSION pg_stat_statements", RESET, sleep(2));
    try {
      Evidence before = ((Outcome.Failed) check(Duration.ofSeconds(1), 0)).evidence();
      assertThat(before).isInstanceOf(Evidence.StatementCosts.class);
      assertThat(since(before)).isInstanceOf(Outcome.Succeeded.class);

      database.execute(sleep(0.001), sleep(0.001));
      assertThat(since(before)).isInstanceOf(Outcome.Succeeded.class);

      database.execute(sleep(4));
      CheckResult average = since(before).checks().get(1);
      assertThat(average.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(average.name()).isEqualTo("statements slow on average since slow-before");
      assertThat(average.actual()).startsWith("1: ").contains("pg_sleep");

      // Set back, one call of 2 s is all there is.
      database.execute(RESET, sleep(2));
      assertThat(since(before).checks().get(1).actual()).startsWith("1: 2").contains("pg_sleep");
    } finally {
      database.execute("DROP EXTENSION pg_stat_statements");
    }
  }

  @Test
  void countersThatWereAllSetBackAreNotCompared() throws Exception {
    database.execute("CREATE EXTENSION pg_stat_statements", RESET, sleep(0.8));
    try {
      Evidence.StatementCosts before = costs();
      assertThat(before.countedSince()).isNotNull();

      // Neither fewer calls nor less time: less the 0.8 s, there was one call of 0.1 s.
      database.execute(RESET, sleep(0.45), sleep(0.45));
      CheckResult average = since(before, SHORT).checks().get(1);
      assertThat(average.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(average.name()).isEqualTo("statements slow on average since they are counted");
      assertThat(average.actual()).startsWith("1: ").contains("pg_sleep");
    } finally {
      database.execute("DROP EXTENSION pg_stat_statements");
    }
  }

  @Test
  void aCounterThatWasSetBackAloneCountsWhole() throws Exception {
    database.execute("CREATE EXTENSION pg_stat_statements", RESET, sleep(0.1));
    try {
      Evidence.StatementCosts fast = costs();
      database.execute(RESET_SLEEPING, sleep(1));
      Evidence.StatementCosts slow = costs();
      assertThat(slow.countedSince()).isEqualTo(fast.countedSince());
      // One call before, and another one since.
      assertSlowSince(fast);

      // More calls than before, in less time.
      database.execute(RESET_SLEEPING, sleep(0.4), sleep(0.4));
      assertSlowSince(slow);
    } finally {
      database.execute("DROP EXTENSION pg_stat_statements");
    }
  }

  @Test
  void oneUsersFastCallsDoNotHideTheSlowOnesOfAnother() throws Exception {
    database.execute(
        "CREATE EXTENSION pg_stat_statements", RESET, "CREATE ROLE slow_queries_patient", FAST);
    try {
      Evidence.StatementCosts before = costs();
      database.execute(FAST, "SET ROLE slow_queries_patient", sleep(0.4), "RESET ROLE", "SELECT 1");

      assertSlowSince(before);
      assertThat(check(SHORT, 0).checks().get(1).actual()).startsWith("1: ");
    } finally {
      database.execute("DROP EXTENSION pg_stat_statements", "DROP ROLE slow_queries_patient");
    }
  }

  @Test
  void fastCallsOfClientsDoNotHideSlowOnesFromWithin() throws Exception {
    database.execute("CREATE EXTENSION pg_stat_statements", RESET, FAST);
    try {
      Evidence.StatementCosts before = costs();
      database.execute(
          FAST,
          "SET pg_stat_statements.track = 'all'",
          "DO $$ BEGIN PERFORM pg_sleep(0.4); END $$");

      assertSlowSince(before);
    } finally {
      database.execute("DROP EXTENSION pg_stat_statements");
    }
  }

  private void assertSlowSince(Evidence before) throws Exception {
    CheckResult average = since(before, SHORT).checks().get(1);
    assertThat(average.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(average.name()).isEqualTo("statements slow on average since slow-before");
    assertThat(average.actual()).startsWith("1: ").contains("pg_sleep");
  }

  private Evidence.StatementCosts costs() throws Exception {
    Outcome.Succeeded outcome = (Outcome.Succeeded) check(Duration.ofMinutes(1), 0);
    return (Evidence.StatementCosts) outcome.evidence();
  }

  private Outcome since(Evidence before) throws Exception {
    return since(before, Duration.ofSeconds(1));
  }

  private Outcome since(Evidence before, Duration over) throws Exception {
    StepId baseline = new StepId("slow-before");
    return check(new SlowQueries(Steps.DB, over, 0, baseline), Map.of(baseline, before));
  }

  private static String sleep(double seconds) {
    return "SELECT pg_sleep(%s)".formatted(seconds);
  }

  private static void run(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException cancelled) {
      assertThat(cancelled.getMessage()).contains("cancel");
    }
  }

  private Outcome check(Duration over, int atMost) throws Exception {
    return check(new SlowQueries(Steps.DB, over, atMost, null), Map.of());
  }

  private Outcome check(SlowQueries spec, Map<StepId, Evidence> evidence) throws Exception {
    return new SlowQueriesCheck(database.readOnly())
        .handle(Steps.command(spec, Severity.CRITICAL, evidence), spec, LoneStepContext.first());
  }
}
