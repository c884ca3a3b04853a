package io.changeover.migration.copy;

import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.copy.target.Definitions;
import io.changeover.migration.copy.target.Ledger;
import io.changeover.migration.copy.target.ReadingTables;
import io.changeover.migration.copy.target.Statements;
import io.changeover.migration.copy.target.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Empties the tables that a copy has filled, and brings back their keys, in one transaction. */
@Component
final class UndoingCopy {
  private final TargetConnections connections;

  UndoingCopy(TargetConnections connections) {
    this.connections = connections;
  }

  /**
   * Undoes a copy, finished or not; does nothing when there is none.
   *
   * @return whether there was one
   */
  boolean undo(Ledger ledger, DatabaseTarget into, StepContext context) throws StepFailure {
    return undo(ledger, into, context, ledger::takeAway);
  }

  /**
   * Undoes a copy that has failed, unless a younger attempt has gone on with it, or it was finished
   * after all.
   *
   * @param attempt larger than the failed one's
   * @return whether it was undone
   */
  boolean undoFailed(Wanted wanted, long attempt) throws StepFailure {
    Ledger ledger = wanted.ledger();
    return undo(
        ledger,
        wanted.into(),
        wanted.context(),
        connection -> ledger.evidence(connection).isEmpty() && ledger.take(connection, attempt));
  }

  /** Fences the attempts before off; false when that is not allowed. */
  @FunctionalInterface
  private interface Claim {
    boolean on(Connection connection) throws SQLException;
  }

  private boolean undo(Ledger ledger, DatabaseTarget into, StepContext context, Claim claim)
      throws StepFailure {
    try (Connection connection =
            connections.open(into, into.database(), ledger.sessionName() + "_undo", false);
        StepContext.Registration _ = TargetConnections.endOnStop(connection, context)) {
      boolean mine =
          Ledger.isThere(connection) && ledger.isBegun(connection) && claim.on(connection);
      if (mine) {
        undo(ledger, connection);
      }
      connection.commit();
      return mine;
    } catch (SQLException failed) {
      throw Failures.explained(failed);
    }
  }

  private static void undo(Ledger ledger, Connection connection) throws SQLException {
    List<String> names = ledger.tables(connection);
    List<TargetTable> tables =
        ReadingTables.of(connection).stream()
            .filter(table -> names.contains(table.qualified()))
            .toList();
    Definitions definitions = new Definitions(ledger);
    definitions.takeOffReferences(connection, tables);
    if (!tables.isEmpty()) {
      Statements.run(
          connection,
          "TRUNCATE " + String.join(", ", tables.stream().map(TargetTable::qualified).toList()));
    }
    definitions.restoreAll(connection);
    ledger.forget(connection);
  }
}
