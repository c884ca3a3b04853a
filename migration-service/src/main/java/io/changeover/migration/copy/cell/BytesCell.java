package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Blobs. */
final class BytesCell implements Cell {
  @Override
  public @Nullable CopyFinding write(Row row, int column, int type, RowBuffer out)
      throws SQLException {
    if (type != Row.BLOB) {
      return type == Row.TEXT ? CopyFinding.TEXT_IN_BLOB : CopyFinding.WRONG_FORM;
    }
    long from = row.bytes(column, type);
    int length = row.length(column);
    out.ensureMargin();
    out.putInt(length);
    out.putAny(from, length);
    return null;
  }
}
