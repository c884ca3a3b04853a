package io.changeover.migration.copy;

import io.changeover.contracts.FailureCode;
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
   * @param most so many rows that were written since a finished copy may be lost
   * @return whether there was one
   * @throws StepFailure {@code refused} when more would be lost; nothing is undone then
   */
  boolean undo(Ledger ledger, DatabaseTarget into, StepContext context, long most)
      throws StepFailure {
    return undo(
        ledger,
        into,
        context,
        connection -> {
          // Before it is claimed: that writes the ledger's row, by whose age it is counted.
          requireNoMore(ledger, connection, most);
          return ledger.takeAway(connection);
        });
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
    boolean on(Connection connection) throws SQLException, StepFailure;
  }

  private boolean undo(Ledger ledger, DatabaseTarget into, StepContext context, Claim claim)
      throws StepFailure {
    try (Connection connection =
            CopySession.open(connections, into, ledger.sessionName() + "_undo");
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
    List<TargetTable> tables = tables(ledger, connection);
    Definitions definitions = new Definitions(ledger);
    definitions.takeOffReferences(connection, tables);
    if (!tables.isEmpty()) {
      Statements.run(connection, "TRUNCATE " + list(tables));
    }
    definitions.restoreAll(connection);
    ledger.forget(connection);
  }

  private static List<TargetTable> tables(Ledger ledger, Connection connection)
      throws SQLException {
    List<String> names = ledger.tables(connection);
    return ReadingTables.of(connection).stream()
        .filter(table -> names.contains(table.qualified()))
        .toList();
  }

  private static String list(List<TargetTable> tables) {
    return String.join(", ", tables.stream().map(TargetTable::qualified).toList());
  }

  /** Nobody writes any more while the rows of a finished copy are counted and then removed. */
  private static void requireNoMore(Ledger ledger, Connection connection, long most)
      throws SQLException, StepFailure {
    if (ledger.evidence(connection).isEmpty()) {
      return;
    }
    List<TargetTable> tables = tables(ledger, connection);
    if (!tables.isEmpty()) {
      Statements.run(connection, "LOCK TABLE " + list(tables) + " IN ACCESS EXCLUSIVE MODE");
    }
    long changed = PricingCopy.price(ledger, connection).rowsChanged();
    if (changed > most) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "%d rows were written into the copied tables, and only %d had been when the rollback was decided."
              .formatted(changed, most),
          "Ask for the rollback again when these rows may be lost: they are counted anew then.");
    }
  }
}
