package io.changeover.validation.postgres;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Query;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.Parser;
import org.springframework.stereotype.Component;

/** Asks a database and compares the answer. An error of the server's is an answer that fails. */
@Component
final class QueryCheck implements StepHandler<Query> {
  /** How much of the query stands in a check's name, in characters. */
  private static final int LONGEST_NAME = 160;

  private final ReadOnlyDatabase database;

  QueryCheck(ReadOnlyDatabase database) {
    this.database = database;
  }

  @Override
  public Class<Query> kind() {
    return Query.class;
  }

  @Override
  public Outcome handle(StepCommand command, Query spec, StepContext context)
      throws StepFailure, InterruptedException {
    if (database.isPostgres(command, spec.target())) {
      requireOneStatement(spec.sql());
    }
    Expected expected = new Expected(spec.expect(), Growth.since(command, spec));
    try {
      RowSample rows =
          database.tryAsking(
              command,
              spec.target(),
              context,
              connection -> RowSample.of(connection, spec.sql(), expected.rowsNeeded()));
      return outcome(
          check(command, spec, expected, expected.described(rows), expected.isMetBy(rows)),
          expected.evidence(rows));
    } catch (SQLException failed) {
      String error = "an error: " + failed.getMessage();
      return outcome(check(command, spec, expected, error, false), new Evidence.None());
    }
  }

  private static Outcome outcome(CheckResult check, Evidence evidence) {
    return Outcome.of(evidence, List.of(check), "Look into the data that the query reads.");
  }

  private static CheckResult check(
      StepCommand command, Query spec, Expected expected, String actual, boolean asExpected) {
    String sql = spec.sql().strip().replaceAll("\\s+", " ");
    String name = sql.length() <= LONGEST_NAME ? sql : sql.substring(0, LONGEST_NAME) + " ...";
    return CheckResult.of(name, expected.toString(), actual, command.severity(), asExpected);
  }

  /**
   * A second statement could end the read-only transaction; PostgreSQL's driver would send both,
   * MariaDB's refuses.
   */
  private static void requireOneStatement(String sql) throws StepFailure {
    int statements;
    try {
      statements = Parser.parseJdbcSql(sql, true, false, true, false, false).size();
    } catch (SQLException unreadable) {
      statements = 0;
    }
    if (statements != 1) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "A query is one statement, but this has %d.".formatted(statements),
          "Write each statement as a step of its own.");
    }
  }
}
