package io.changeover.validation.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.validation.mariadb.ReadOnlyMariaDb;
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
  private final ReadOnlyMariaDb mariaDbs = new ReadOnlyMariaDb();

  ReadOnlyDatabase(Databases databases, TargetConnections connections) {
    this.databases = databases;
    this.connections = connections;
  }

  /** Whether an alias of the command's plan stands for a PostgreSQL database. */
  boolean isPostgres(StepCommand command, TargetAlias target) throws StepFailure {
    return databases.registered(command, target) instanceof DatabaseTarget;
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
    return on(command, target, context, true, question);
  }

  /** As {@link #tryAsking}, but the question may change rows; all of it is rolled back. */
  <T> T tryChanging(
      StepCommand command, TargetAlias target, StepContext context, Question<T> question)
      throws StepFailure, InterruptedException, SQLException {
    return on(command, target, context, false, question);
  }

  private <T> T on(
      StepCommand command,
      TargetAlias target,
      StepContext context,
      boolean readOnly,
      Question<T> question)
      throws StepFailure, InterruptedException, SQLException {
    context.throwIfStopped();
    RegisteredDatabase database = databases.registered(command, target);
    if (database instanceof MariaDbTarget mariaDb) {
      return mariaDbs.tryAsking(mariaDb, command.timeout(), context, readOnly, question::ask);
    }
    try (Connection connection =
        connections.open(databases.of(command, target), APPLICATION_NAME)) {
      try (StepContext.Registration _ = TargetConnections.endOnStop(connection, context)) {
        limit(connection, command.timeout().toMillis());
        connection.setAutoCommit(false);
        connection.setReadOnly(readOnly);
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
