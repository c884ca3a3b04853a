package io.changeover.migration.copy;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.json.Json;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.copy.target.Copied;
import io.changeover.migration.copy.target.CountingRows;
import io.changeover.migration.copy.target.Ledger;
import io.changeover.migration.copy.target.TargetTable;
import io.changeover.migration.copy.target.WrittenSince;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells what emptying the copied tables would lose now. Changes nothing. */
@Component
final class PricingCopy {
  private final TargetConnections connections;

  PricingCopy(TargetConnections connections) {
    this.connections = connections;
  }

  /**
   * The price; nothing when there is no copy.
   *
   * @throws StepFailure when it cannot be known
   */
  Evidence.CopyPrice price(Ledger ledger, DatabaseTarget into, StepContext context)
      throws StepFailure {
    try (Connection connection =
            CopySession.open(connections, into, ledger.sessionName() + "_price");
        StepContext.Registration _ = TargetConnections.endOnStop(connection, context)) {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Evidence.CopyPrice price = price(ledger, connection);
      connection.rollback();
      return price;
    } catch (SQLException failed) {
      throw Failures.explained(failed);
    }
  }

  static Evidence.CopyPrice price(Ledger ledger, Connection connection) throws SQLException {
    if (!Ledger.isThere(connection) || !ledger.isBegun(connection)) {
      return new Evidence.CopyPrice(0, 0, List.of());
    }
    Optional<String> evidence = ledger.evidence(connection);
    return evidence.isPresent()
        ? finished(
            ledger,
            connection,
            (Evidence.Copied) Json.mapper().readValue(evidence.get(), Evidence.class))
        : unfinished(ledger, connection);
  }

  private static Evidence.CopyPrice finished(
      Ledger ledger, Connection connection, Evidence.Copied copied) throws SQLException {
    long changed = 0;
    long moved = 0;
    List<String> tables = new ArrayList<>();
    for (String table : ledger.tables(connection)) {
      WrittenSince since =
          new WrittenSince(rows(copied, table), CountingRows.of(connection, table, ledger));
      changed += since.changed();
      moved += since.addedOrRemoved();
      if (since.changed() > 0) {
        tables.add(table);
      }
    }
    return new Evidence.CopyPrice(changed, moved, tables);
  }

  /** As the target calls it; a table from which nothing was copied is not among them. */
  private static long rows(Evidence.Copied copied, String qualified) {
    return copied.rows().entrySet().stream()
        .filter(table -> qualified.endsWith("." + TargetTable.quoted(table.getKey())))
        .mapToLong(table -> table.getValue())
        .sum();
  }

  /** Nobody is let in before a copy is finished, but what is there tells it. */
  private static Evidence.CopyPrice unfinished(Ledger ledger, Connection connection)
      throws SQLException {
    long copied = ledger.copied(connection).values().stream().mapToLong(Copied::rows).sum();
    long there = 0;
    for (String table : ledger.tables(connection)) {
      there += CountingRows.of(connection, table, ledger).all();
    }
    long moved = Math.abs(there - copied);
    return new Evidence.CopyPrice(moved, moved, List.of());
  }
}
