package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes the values of one column; NULL is not among them. */
interface Cell {
  /**
   * Writes the value with its length, or says why that cannot be; then nothing was written, unless
   * the value is large.
   */
  @Nullable CopyFinding write(Row row, int column, int type, RowBuffer out) throws SQLException;
}
