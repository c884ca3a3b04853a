package io.changeover.migration.sql.postgres;

import io.changeover.contracts.Progress;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.ToolOutput;
import io.changeover.migration.sql.ConnectionLost;
import io.changeover.migration.sql.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A session of an attempt while it changes something; it knows what it is at. */
final class Running implements AutoCloseable {
  private final Connection connection;
  private final Session session;
  private final StepContext.Registration ending;
  private String at;

  Running(Connection connection, Session session, String what) {
    this.connection = connection;
    this.session = session;
    this.at = what;
    this.ending = TargetConnections.endOnStop(connection, session.context());
  }

  Connection connection() {
    return connection;
  }

  /** Says what comes next, for the message of a failure. */
  void at(String what) {
    at = what;
  }

  void run(PostgresSqlDatabase.Work work) throws StepFailure, ConnectionLost, InterruptedException {
    try {
      limit("lock_timeout", session.lockTimeout().toMillis());
      limit("statement_timeout", session.statementTimeout().toMillis());
      work.on(this);
    } catch (SQLException failed) {
      session.context().throwIfStopped();
      throw Refusal.of(failed, at, session);
    }
  }

  private void limit(String setting, long millis) throws SQLException {
    Answers.first(connection, "select set_config(?, ?, false)", setting, Long.toString(millis));
  }

  /** Runs all statements of a file, and tells how far it is. */
  void all(Statements statements, ToolOutput output)
      throws SQLException, StepFailure, InterruptedException {
    int done = 0;
    for (Statements.Statement each : statements.all()) {
      session.context().throwIfStopped();
      one(statements, each);
      done++;
      output.progress(new Progress(done, statements.all().size(), "statements", ""));
    }
  }

  void one(Statements statements, Statements.Statement statement) throws SQLException {
    at = "%s, line %d,".formatted(statements.script().name(), statement.at());
    try (Statement run = connection.createStatement()) {
      // {fn now()} and the like belong to JDBC and not to the file.
      run.setEscapeProcessing(false);
      run.execute(statement.sql());
    }
  }

  @Override
  public void close() {
    ending.close();
    try {
      connection.close();
    } catch (SQLException broken) {
      // It is gone already; what it has done was decided before.
      session.context().progress(new Progress(0, 0, "", "the connection was broken"));
    }
  }
}
