package io.changeover.validation.postgres;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Experiment;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Tries on a scratch database what follows from a change, and takes it back. */
@Component
final class ExperimentCheck implements StepHandler<Experiment> {
  private static final int MOST_NAMED = 160;

  /** What has to find rows; other statements tell no count. */
  private static final Pattern CHANGES_ROWS =
      Pattern.compile("^\\s*(insert|update|delete)\\b", Pattern.CASE_INSENSITIVE);

  private final ReadOnlyDatabase database;

  ExperimentCheck(ReadOnlyDatabase database) {
    this.database = database;
  }

  @Override
  public Class<Experiment> kind() {
    return Experiment.class;
  }

  @Override
  public Outcome handle(StepCommand command, Experiment spec, StepContext context)
      throws StepFailure, InterruptedException {
    if (command.scratchOf(spec.target()).isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "An experiment changes rows, and '%s' is no scratch database here."
              .formatted(spec.target()),
          "Move the check to the checks of rehearse.");
    }
    Expected expected = new Expected(spec.expect());
    CheckResult check;
    try {
      RowSample rows =
          database.tryChanging(
              command, spec.target(), context, connection -> tried(connection, spec, expected));
      check = check(command, spec, expected, rows.toString(), expected.isMetBy(rows));
    } catch (SQLException failed) {
      check = check(command, spec, expected, "an error: " + failed.getMessage(), false);
    }
    return Outcome.ofChecks(
        List.of(check), "See why the schema does something else with the rows.");
  }

  private static RowSample tried(Connection connection, Experiment spec, Expected expected)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : spec.statements()) {
        statement.execute(sql);
        if (statement.getUpdateCount() == 0 && CHANGES_ROWS.matcher(sql).find()) {
          throw new SQLException(
              "'%s' changes no row, so that nothing is shown".formatted(named(sql)));
        }
      }
    }
    return RowSample.of(connection, spec.sql(), expected.rowsNeeded());
  }

  private static CheckResult check(
      StepCommand command, Experiment spec, Expected expected, String actual, boolean asExpected) {
    String name = "after " + named(spec.statements().getLast());
    return CheckResult.of(name, expected.toString(), actual, command.severity(), asExpected);
  }

  private static String named(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= MOST_NAMED ? line : line.substring(0, MOST_NAMED) + " ...";
  }
}
