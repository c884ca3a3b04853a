package io.changeover.validation.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.stereotype.Component;

/** Asks registered databases in transactions that cannot write and never outlast their step. */
@Component
final class ReadOnlyDatabase {
  /** How the connections of this service are called in pg_stat_activity. */
  static final String APPLICATION_NAME = "changeover-validation";

  private final Databases databases;
  private final TargetConnections connections;

  ReadOnlyDatabase(Databases databases, TargetConnections connections) {
    this.databases = databases;
    this.connections = connections;
  }

  /** What is asked on the open connection. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Connection connection) throws SQLException, StepFailure;
  }

  /** Opens a connection, asks, and closes it. See the other method for what it throws besides. */
  <T> T ask(StepCommand command, TargetAlias target, StepContext context, Question<T> question)
      throws StepFailure, InterruptedException {
    try {
      return tryAsking(command, target, context, question);
    } catch (SQLException failed) {
      throw new StepFailure(
          FailureCode.CHECK_FAILED,
          "The database answered with an error: " + failed.getMessage(),
          "See what the error says, repair it, and retry the step.",
          failed);
    }
  }

  /**
   * Asks, for those to whom an error is an answer.
   *
   * @throws StepFailure {@code target-unreachable}, or {@code not-registered}
   * @throws SQLException the server's error
   */
  <T> T tryAsking(
      StepCommand command, TargetAlias target, StepContext context, Question<T> question)
      throws StepFailure, InterruptedException, SQLException {
    context.throwIfStopped();
    try (Connection connection =
        connections.open(databases.get(command.target(target)), APPLICATION_NAME)) {
      try (StepContext.Registration _ = TargetConnections.endOnStop(connection, context)) {
        limit(connection, command.timeout().toMillis());
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        T answer = question.ask(connection);
        connection.rollback();
        return answer;
      }
    } catch (SQLException failed) {
      context.throwIfStopped();
      throw failed;
    }
  }

  private static void limit(Connection connection, long milliseconds) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET statement_timeout = " + Math.clamp(milliseconds, 1, Integer.MAX_VALUE));
    }
  }
}
