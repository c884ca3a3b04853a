package io.changeover.validation.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Database;
import io.changeover.embedded.FreePorts;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.testsupport.WithInfrastructure;
import io.changeover.validation.Steps;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WithInfrastructure
class DatabaseCheckTest {
  private final RegisteredDatabase database;

  DatabaseCheckTest(LocalDatabase database) {
    this.database = new RegisteredDatabase(database);
  }

  @Test
  void tellsVersionConnectionsAndCacheHits() throws Exception {
    Outcome outcome =
        check(database.target(), new Database(Steps.DB, "15", 100, 1), Severity.CRITICAL);

    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(outcome.checks()).hasSize(4).allMatch(it -> it.verdict() == Verdict.PASSED);
    assertThat(outcome.checks().get(1).actual()).startsWith("15.");
  }

  @Test
  void failsWhatIsNotAsExpected() throws Exception {
    try (Connection other = database.database().connect()) {
      assertThat(other.isValid(1)).isTrue();
      Outcome outcome =
          check(database.target(), new Database(Steps.DB, "99", 0, 101), Severity.CRITICAL);

      assertThat(((Outcome.Failed) outcome).reason().code()).isEqualTo(FailureCode.CHECK_FAILED);
      assertThat(outcome.checks().stream().map(CheckResult::verdict))
          .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.FAILED, Verdict.FAILED);
    }
  }

  @Test
  void namesWrongCredentials() throws Exception {
    // The administrator of the tests' server is trusted or not by its settings; a role of our own
    // is not.
    database.execute("CREATE ROLE validator LOGIN PASSWORD 'the right one'");
    try {
      DatabaseTarget target = database.target();
      DatabaseTarget wrong =
          new DatabaseTarget(
              target.name(),
              target.host(),
              target.port(),
              target.database(),
              "validator",
              "the wrong one");
      CheckResult failed = answers(wrong);
      assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(failed.actual())
          .contains("the password is wrong", "validator")
          .doesNotContain("the wrong one");
    } finally {
      database.execute("DROP ROLE validator");
    }
  }

  @Test
  void namesAMissingDatabaseAndAMissingServer() throws Exception {
    DatabaseTarget target = database.target();
    DatabaseTarget elsewhere =
        new DatabaseTarget(
            target.name(),
            target.host(),
            target.port(),
            "nowhere",
            target.username(),
            target.password());
    assertThat(answers(elsewhere).actual()).contains("there is no such database");
    DatabaseTarget down =
        new DatabaseTarget(
            target.name(),
            target.host(),
            FreePorts.next(),
            "x",
            target.username(),
            target.password());
    assertThat(answers(down).actual()).containsIgnoringCase("refused");
    Outcome warned = check(down, new Database(Steps.DB, null, null, null), Severity.MINOR);
    assertThat(warned).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void comparesVersionsPartByPart() {
    ServerFigures server = new ServerFigures("PostgreSQL", "15.10", 1, 100, null);
    assertThat(List.of("15", "15.9", "15.10", "14.12", "9.6")).allMatch(server::isAtLeast);
    assertThat(List.of("15.11", "16", "16beta1")).noneMatch(server::isAtLeast);
  }

  private static CheckResult answers(DatabaseTarget target) throws Exception {
    return Steps.only(check(target, new Database(Steps.DB, "15", null, null), Severity.CRITICAL));
  }

  private static Outcome check(DatabaseTarget target, Database spec, Severity severity)
      throws Exception {
    return new DatabaseCheck(new ReadOnlyDatabase(Steps.database(target), new TargetConnections()))
        .handle(Steps.command(spec, severity, Map.of()), spec, LoneStepContext.first());
  }
}
