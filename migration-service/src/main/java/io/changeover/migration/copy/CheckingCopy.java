package io.changeover.migration.copy;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.sqlite.SqliteStatement;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.cell.RowBuffer;
import io.changeover.migration.copy.cell.RowWriter;
import io.changeover.migration.copy.cell.Tally;
import io.changeover.migration.copy.source.SourceDatabase;
import io.changeover.migration.copy.source.SourceFailures;
import io.changeover.migration.copy.source.SourceTable;
import io.changeover.migration.copy.target.Chunk;
import io.changeover.migration.copy.target.ReadingTables;
import io.changeover.migration.copy.target.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads everything as a copy would, and counts what it would refuse; nothing is changed. */
@Component
final class CheckingCopy {
  private static final int COUNTED_AT_ONCE = 1024;

  private final TargetConnections connections;
  private final Clock clock;

  CheckingCopy(TargetConnections connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  List<CheckResult> check(Wanted wanted, Severity severity)
      throws StepFailure, InterruptedException {
    try (Connection connection =
            connections.open(wanted.into(), wanted.into().database(), "changeover_looking", true);
        SourceDatabase source = SourceDatabase.look(wanted.from().file(), wanted.context())) {
      List<SourceTable> tables = source.tables(wanted.without());
      List<CheckResult> checks = new ArrayList<>();
      List<TablePair> pairs = pairs(connection, source, tables, wanted, checks, severity);
      Tally tally = new Tally();
      long rows = PlannedChunks.of(source, pairs).rows();
      Rate rate = new Rate(0, rows, "looking", wanted.context(), clock);
      List<CheckResult> doubts = new ArrayList<>();
      for (TablePair pair : pairs) {
        doubts.addAll(count(pair, source, wanted, tally, rate));
        references(pair, source, tally);
      }
      checks.addAll(doubts);
      boolean doubtful = doubts.stream().anyMatch(check -> check.verdict() == Verdict.WARNED);
      checks.addAll(results(tally, severity, doubtful));
      return checks;
    } catch (SqliteFailure failure) {
      throw SourceFailures.explained(failure);
    } catch (SQLException failure) {
      throw Failures.explained(failure);
    }
  }

  private static boolean isAmong(SourceTable table, List<TargetTable> targets) {
    return targets.stream().anyMatch(target -> target.name().equalsIgnoreCase(table.name()));
  }

  /**
   * A target without these tables has not been built yet: then what SQLite declares is believed.
   */
  private static List<TablePair> pairs(
      Connection connection,
      SourceDatabase source,
      List<SourceTable> tables,
      Wanted wanted,
      List<CheckResult> checks,
      Severity severity)
      throws SQLException, StepFailure {
    List<TargetTable> targets = ReadingTables.of(connection);
    if (tables.stream().noneMatch(table -> isAmong(table, targets))) {
      checks.add(CheckResult.of("types", "the target's", "SQLite's, as declared", severity, true));
      return DeclaredTypes.of(tables, source, wanted.rules());
    }
    List<TablePair> matched = Matching.of(tables, targets);
    List<String> full = Preparing.full(connection, matched);
    checks.add(
        CheckResult.of(
            "target",
            "%d empty tables".formatted(matched.size()),
            full.isEmpty() ? "all empty" : "rows in " + String.join(", ", full),
            severity,
            full.isEmpty()));
    return References.with(connection, matched, wanted.rules());
  }

  /** Adds to the tally, and tells what is a fault only in some targets. */
  private static List<CheckResult> count(
      TablePair pair, SourceDatabase source, Wanted wanted, Tally tally, Rate rate)
      throws SqliteFailure, StepFailure, SQLException, InterruptedException {
    RowWriter writer = new RowWriter(pair.name(), pair.filledColumns(), wanted.rules(), tally);
    Doubts doubts = new Doubts(pair);
    RowBuffer nowhere = new RowBuffer((_, _) -> {});
    String sql = pair.select(pair.filled(), new Chunk(pair.name(), 0, 0, 0, true));
    try (SourceDatabase.Reading reading = source.reading();
        SqliteStatement rows = reading.connection().prepare(sql)) {
      long counted = 0;
      while (rows.step()) {
        if (writer.write(rows, nowhere) != RowWriter.Result.LEFT_OUT) {
          doubts.look(rows);
        }
        if (++counted % COUNTED_AT_ONCE == 0) {
          rate.add(COUNTED_AT_ONCE);
          rate.tell();
          wanted.context().throwIfStopped();
        }
      }
    }
    return doubts.results(wanted.rules());
  }

  private static void references(TablePair pair, SourceDatabase source, Tally tally)
      throws StepFailure {
    for (MappedReference reference : pair.references()) {
      long broken = source.number(reference.count());
      Map<String, Long> counts = reference.as() == null ? tally.refused() : tally.mapped();
      if (broken > 0) {
        counts.put(
            reference.words() + (reference.as() == null ? "" : " as " + reference.as()), broken);
      }
    }
  }

  private static List<CheckResult> results(Tally tally, Severity severity, boolean doubtful) {
    List<CheckResult> checks = new ArrayList<>();
    tally
        .mapped()
        .forEach((what, count) ->
            checks.add(
                CheckResult.of(what, "mapped by a rule", count + " values", severity, true)));
    tally
        .refused()
        .forEach((what, count) ->
            checks.add(CheckResult.of(what, "0 values", count + " values", severity, false)));
    if (tally.refused().isEmpty() && !doubtful) {
      checks.add(
          CheckResult.of(
              "values",
              "every value has a place in the target",
              "as expected, %d sorts of findings looked for".formatted(CopyFinding.values().length),
              severity,
              true));
    }
    return checks;
  }
}
