package io.changeover.migration.copy;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.source.SourceDatabase;
import io.changeover.migration.copy.target.Definitions;
import io.changeover.migration.copy.target.Ledger;
import io.changeover.migration.copy.target.ReadingTables;
import io.changeover.migration.copy.target.Statements;
import io.changeover.migration.copy.target.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the target ready: all that is needed to go on, or back, is in the ledger before a row is.
 */
final class Preparing {
  private Preparing() {}

  /**
   * What is ready.
   *
   * @param attempt the number of this attempt
   * @param rows about how many there are
   */
  record Prepared(List<TablePair> pairs, long attempt, long rows) {
    List<TargetTable> targets() {
      return pairs.stream().map(TablePair::target).toList();
    }

    TablePair pair(String table) {
      return pairs.stream().filter(one -> one.name().equals(table)).findFirst().orElseThrow();
    }
  }

  static Prepared prepare(
      Connection connection, SourceDatabase source, Wanted wanted, Attempts attempts)
      throws SQLException, StepFailure {
    List<TablePair> matched =
        Matching.of(source.tables(wanted.without()), ReadingTables.of(connection));
    Ledger ledger = wanted.ledger();
    List<TablePair> pairs = References.with(connection, matched, wanted.rules());
    PlannedChunks planned = PlannedChunks.of(source, pairs);
    Ledger.create(connection);
    if (!ledger.isBegun(connection)) {
      begin(connection, ledger, pairs, planned, attempts);
    }
    connection.commit();
    long attempt = attempts.next();
    if (!ledger.take(connection, attempt)) {
      throw ledger.isBegun(connection) ? Ledger.superseded() : Ledger.undone();
    }
    connection.commit();
    attempts.begun();
    return new Prepared(pairs, attempt, planned.rows());
  }

  private static void begin(
      Connection connection,
      Ledger ledger,
      List<TablePair> pairs,
      PlannedChunks planned,
      Attempts attempts)
      throws SQLException, StepFailure {
    if (attempts.haveBegun()) {
      throw Ledger.undone();
    }
    requireEmpty(connection, pairs);
    List<TargetTable> targets = pairs.stream().map(TablePair::target).toList();
    ledger.begin(
        connection, targets.stream().map(TargetTable::qualified).toList(), planned.chunks());
    new Definitions(ledger).takeOff(connection, targets);
  }

  private static void requireEmpty(Connection connection, List<TablePair> pairs)
      throws SQLException, StepFailure {
    List<String> full = full(connection, pairs);
    if (!full.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The target is not empty: there are rows in %s.".formatted(String.join(", ", full)),
          "Copy into empty tables, or name these tables in 'without'.");
    }
  }

  /** The target's tables that hold rows. */
  static List<String> full(Connection connection, List<TablePair> pairs) throws SQLException {
    List<String> full = new ArrayList<>();
    for (TablePair pair : pairs) {
      String sql = "SELECT 1 FROM %s LIMIT 1".formatted(pair.target().qualified());
      if (!Statements.list(connection, row -> row.getInt(1), sql).isEmpty()) {
        full.add(pair.target().name());
      }
    }
    return full;
  }
}
