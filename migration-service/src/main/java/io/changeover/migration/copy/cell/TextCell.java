package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import io.changeover.kit.sqlite.SqliteStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Texts.
 *
 * @param characters how many the column holds
 */
record TextCell(int characters) implements Cell {
  /** What of a large text is looked at once. */
  private static final int PIECE = 64 * 1024;

  @Override
  public @Nullable CopyFinding write(Row row, int column, int type, RowBuffer out)
      throws SQLException {
    if (type != Row.TEXT) {
      return type == Row.BLOB ? CopyFinding.BLOB_IN_TEXT : CopyFinding.NUMBER_IN_TEXT;
    }
    long from = row.bytes(column, type);
    int length = row.length(column);
    return length <= PIECE ? small(from, length, out) : large(from, length, out);
  }

  private @Nullable CopyFinding small(long from, int length, RowBuffer out) throws SQLException {
    out.ensure(length);
    int start = out.position();
    out.putInt(length);
    out.put(from, length);
    int found = Utf8.characters(out.array(), start + Integer.BYTES, out.position());
    if (found < 0 || found > characters) {
      out.rewind(start);
      return finding(found);
    }
    return null;
  }

  private static CopyFinding finding(int found) {
    return switch (found) {
      case Utf8.NUL -> CopyFinding.NUL_BYTE;
      case Utf8.INVALID -> CopyFinding.INVALID_UTF_8;
      default -> CopyFinding.TOO_LONG;
    };
  }

  private @Nullable CopyFinding large(long from, int length, RowBuffer out) throws SQLException {
    long found = charactersOfLarge(from, length);
    if (found < 0 || found > characters) {
      return finding((int) Math.min(found, Integer.MAX_VALUE));
    }
    out.ensureMargin();
    out.putInt(length);
    out.putLarge(from, length);
    return null;
  }

  private static long charactersOfLarge(long from, int length) {
    byte[] piece = new byte[PIECE];
    long characters = 0;
    for (int done = 0; done < length; ) {
      int taken = Math.min(length - done, PIECE);
      SqliteStatement.copy(from + done, piece, 0, taken);
      if (done + taken < length) {
        taken = Utf8.wholeCharacters(piece, 0, taken);
      }
      int found = Utf8.characters(piece, 0, taken);
      if (found < 0) {
        return found;
      }
      characters += found;
      done += taken;
    }
    return characters;
  }
}
