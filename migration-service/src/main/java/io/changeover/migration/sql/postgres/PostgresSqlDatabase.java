package io.changeover.migration.sql.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Login;
import io.changeover.migration.Probed;
import io.changeover.migration.ToolOutput;
import io.changeover.migration.sql.Change;
import io.changeover.migration.sql.ConnectionLost;
import io.changeover.migration.sql.Script;
import io.changeover.migration.sql.Session;
import io.changeover.migration.sql.SqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** PostgreSQL by JDBC: changes in sessions of the attempt's own, looks in the owner's. */
@Component
final class PostgresSqlDatabase implements SqlDatabase {
  /** Tags the sessions that only look. */
  private static final String LOOKING = "changeover-looking";

  private final TargetConnections connections = new TargetConnections();

  @Override
  public String newest(DatabaseTarget database) throws StepFailure, InterruptedException {
    return look(database, Ledger::newest);
  }

  @Override
  public Optional<String> checksum(DatabaseTarget database, String version)
      throws StepFailure, InterruptedException {
    return look(database, connection -> Ledger.checksum(connection, version));
  }

  @Override
  public Probed index(DatabaseTarget database, String name)
      throws StepFailure, InterruptedException {
    return look(database, connection -> Indexes.state(connection, name));
  }

  @Override
  public void change(Session session, Change change, ToolOutput output)
      throws StepFailure, ConnectionLost, InterruptedException {
    transact(
        session, change.script(), output, running -> Ledger.write(running.connection(), change));
  }

  @Override
  public void run(Session session, Script script, List<String> ledger, ToolOutput output)
      throws StepFailure, ConnectionLost, InterruptedException {
    transact(
        session,
        script,
        output,
        running -> {
          try (Statement statement = running.connection().createStatement()) {
            for (String each : ledger) {
              statement.execute(each);
            }
          }
        });
  }

  private void transact(Session session, Script script, ToolOutput output, Work ledger)
      throws StepFailure, ConnectionLost, InterruptedException {
    Statements statements = Statements.of(script).inOneTransaction();
    work(
        session,
        false,
        script.name(),
        running -> {
          running.all(statements, output);
          running.at("the ledger's row of " + script.name());
          inItsOwnSchema(running.connection());
          ledger.on(running);
          running.at("the commit of " + script.name());
          running.connection().commit();
        });
  }

  /** The file may have said where names are looked for; the next session does not know of it. */
  private static void inItsOwnSchema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("RESET search_path");
    }
  }

  @Override
  public void changeOutside(Session session, Change change, ToolOutput output)
      throws StepFailure, ConnectionLost, InterruptedException {
    Statements statements = Statements.of(change.script());
    Statements.Statement single = statements.single();
    work(session, true, change.script().name(), running -> running.one(statements, single));
  }

  @Override
  public void record(Session session, Change change)
      throws StepFailure, ConnectionLost, InterruptedException {
    work(
        session,
        false,
        "the ledger's row of " + change.script().name(),
        running -> {
          Ledger.write(running.connection(), change);
          running.connection().commit();
        });
  }

  @Override
  public void dropInvalid(Session session, String name)
      throws StepFailure, ConnectionLost, InterruptedException {
    work(
        session,
        true,
        "the removal of the invalid index " + name,
        running -> Indexes.dropInvalid(running.connection(), name));
  }

  private void work(Session session, boolean autoCommit, String what, Work work)
      throws StepFailure, ConnectionLost, InterruptedException {
    Login login = session.login();
    DatabaseTarget database = session.database();
    DatabaseTarget own =
        new DatabaseTarget(
            database.name(),
            database.host(),
            database.port(),
            database.database(),
            login.username(),
            login.password());
    try (Running running =
        new Running(
            connections.open(own, own.database(), login.tag(), autoCommit), session, what)) {
      running.run(work);
    }
  }

  private <T> T look(DatabaseTarget database, Look<T> look)
      throws StepFailure, InterruptedException {
    try (Connection connection = connections.open(database, LOOKING)) {
      return look.at(connection);
    } catch (SQLException failed) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the step was stopped");
      }
      throw new StepFailure(
          FailureCode.TARGET_UNREACHABLE,
          "Database %s did not say what its ledger holds: %s"
              .formatted(database, failed.getMessage()),
          "See that the server runs and that the user may read %s, then retry the step."
              .formatted(LEDGER),
          failed);
    }
  }

  /** What only reads. */
  @FunctionalInterface
  interface Look<T> {
    T at(Connection connection) throws SQLException;
  }

  /** What changes something. */
  @FunctionalInterface
  interface Work {
    void on(Running running) throws SQLException, StepFailure, InterruptedException;
  }
}
