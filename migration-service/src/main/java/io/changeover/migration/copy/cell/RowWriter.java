package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyAs;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import io.changeover.migration.copy.target.TargetColumn;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one table. One thread uses it. */
public final class RowWriter {
  /** A value may need several rules one after the other, but not in circles. */
  private static final int MOST_RULES = 4;

  private final String table;
  private final List<Filled> columns;
  private final Cell[] cells;
  private final Rules rules;
  private final Tally tally;
  private final @Nullable RowBuffer trial;
  private long longest;

  /**
   * A column that is filled.
   *
   * @param source its name in the source
   */
  public record Filled(String source, TargetColumn target) {}

  /** How a row went. */
  public enum Result {
    WRITTEN,
    /** A rule leaves it out. */
    LEFT_OUT,
    /**
     * It holds a value that is refused; the rest of the table is of interest for its count only.
     */
    REFUSED
  }

  public RowWriter(String table, List<Filled> columns, Rules rules, Tally tally) {
    this.table = table;
    this.columns = List.copyOf(columns);
    this.cells = columns.stream().map(column -> Cells.of(column.target())).toArray(Cell[]::new);
    this.rules = rules;
    this.tally = tally;
    this.trial = rules.leavesOut(table) ? new RowBuffer((_, _) -> {}) : null;
  }

  /** Writes a row, or does not: the columns stand in the order of those that are filled. */
  public Result write(Row row, RowBuffer out) throws SQLException {
    if (trial != null && put(row, trial, new Tally()) == Result.LEFT_OUT) {
      return put(row, trial, tally);
    }
    return put(row, out, tally);
  }

  /** The longest text or blob so far, in bytes. */
  public long longest() {
    return longest;
  }

  private Result put(Row row, RowBuffer out, Tally counted) throws SQLException {
    out.startRow(cells.length);
    Result result = Result.WRITTEN;
    for (int column = 0; column < cells.length; column++) {
      int type = row.type(column);
      CopyFinding finding = first(row, column, type, out);
      if (finding != null) {
        Result remedied = remedied(new Found(finding, row, column, type), column, out, counted);
        if (remedied == Result.LEFT_OUT) {
          return remedied;
        }
        result = remedied == Result.REFUSED ? remedied : result;
      }
    }
    return result;
  }

  private @Nullable CopyFinding first(Row row, int column, int type, RowBuffer out)
      throws SQLException {
    if (type == Row.NULL) {
      return nothing(column, out);
    }
    CopyFinding finding = cells[column].write(row, column, type, out);
    if (finding == null && type >= Row.TEXT) {
      longest = Math.max(longest, row.length(column));
    }
    return finding;
  }

  private @Nullable CopyFinding nothing(int column, RowBuffer out) throws SQLException {
    TargetColumn target = columns.get(column).target();
    if (target.required()) {
      return target.inKey() ? CopyFinding.NULL_IN_KEY : CopyFinding.NULL_IN_REQUIRED;
    }
    out.ensureMargin();
    out.putNull();
    return null;
  }

  /** A value that does not fit, and where it stands. */
  private record Found(CopyFinding finding, Row row, int column, int type) {}

  private Result remedied(Found first, int column, RowBuffer out, Tally counted)
      throws SQLException {
    String name = columns.get(column).source();
    Found now = first;
    for (int round = 0; round < MOST_RULES; round++) {
      Optional<CopyAs> as = rules.remedy(table, name, now.finding());
      if (as.isPresent() && as.get() == CopyAs.LEAVE_OUT) {
        counted.map(table, name, now.finding(), as.get());
        return Result.LEFT_OUT;
      }
      Found next = as.isEmpty() ? now : replaced(now, as.get(), column, out);
      if (next == null) {
        counted.map(table, name, now.finding(), as.orElseThrow());
        return Result.WRITTEN;
      }
      if (next.equals(now)) {
        break;
      }
      now = next;
    }
    counted.refuse(table, name, now.finding());
    return Result.REFUSED;
  }

  /** Null when the replacement was written; the same when the rule does not help. */
  private @Nullable Found replaced(Found now, CopyAs as, int column, RowBuffer out)
      throws SQLException {
    if (as == CopyAs.NULL) {
      CopyFinding finding = nothing(column, out);
      return finding == null ? null : new Found(finding, now.row(), now.column(), Row.NULL);
    }
    Optional<Object> value =
        new Conversion(columns.get(column).target())
            .of(now.finding(), as, now.row(), now.column(), now.type());
    if (value.isEmpty()) {
      return now;
    }
    Converted converted = new Converted(value.get());
    CopyFinding finding = cells[column].write(converted, 0, converted.type(0), out);
    return finding == null ? null : new Found(finding, converted, 0, converted.type(0));
  }
}
