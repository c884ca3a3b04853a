package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Whole and floating-point numbers, and booleans. */
final class NumberCells {
  /** Larger whole numbers are not all exact as floating-point ones. */
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private NumberCells() {}

  static Cell smallint() {
    return whole(Short.MIN_VALUE, Short.MAX_VALUE, 2);
  }

  static Cell integer() {
    return whole(Integer.MIN_VALUE, Integer.MAX_VALUE, 4);
  }

  static Cell bigint() {
    return whole(Long.MIN_VALUE, Long.MAX_VALUE, 8);
  }

  private static Cell whole(long least, long most, int bytes) {
    return new Cell() {
      @Override
      public @Nullable CopyFinding write(Row row, int column, int type, RowBuffer out)
          throws SQLException {
        if (type != Row.INTEGER) {
          return type == Row.REAL
              ? CopyFinding.REAL_IN_INTEGER
              : Texts.insteadOfNumber(row, column, type);
        }
        long value = row.integer(column);
        if (value < least || value > most) {
          return CopyFinding.OUT_OF_RANGE;
        }
        out.ensureMargin();
        out.putInt(bytes);
        switch (bytes) {
          case 2 -> out.putShort((short) value);
          case 4 -> out.putInt((int) value);
          default -> out.putLong(value);
        }
        return null;
      }
    };
  }

  static Cell doubles() {
    return (row, column, type, out) -> {
      if (type != Row.INTEGER && type != Row.REAL) {
        return Texts.insteadOfNumber(row, column, type);
      }
      if (type == Row.INTEGER && Math.abs(row.integer(column)) > EXACT_IN_DOUBLE) {
        return CopyFinding.TOO_PRECISE;
      }
      double value = type == Row.INTEGER ? row.integer(column) : row.real(column);
      out.ensureMargin();
      out.putInt(Double.BYTES);
      out.putLong(Double.doubleToLongBits(value));
      return null;
    };
  }

  /** The server keeps four bytes: only what they hold exactly is taken. */
  static Cell reals() {
    return (row, column, type, out) -> {
      if (type != Row.INTEGER && type != Row.REAL) {
        return Texts.insteadOfNumber(row, column, type);
      }
      double value = type == Row.INTEGER ? row.integer(column) : row.real(column);
      float stored = (float) value;
      if (Float.isInfinite(stored) && !Double.isInfinite(value)) {
        return CopyFinding.OUT_OF_RANGE;
      }
      if (stored != value || (type == Row.INTEGER && (long) stored != row.integer(column))) {
        return CopyFinding.TOO_PRECISE;
      }
      out.ensureMargin();
      out.putInt(Float.BYTES);
      out.putInt(Float.floatToIntBits(stored));
      return null;
    };
  }

  static Cell booleans() {
    return (row, column, type, out) -> {
      if (type != Row.INTEGER) {
        return type == Row.TEXT ? Texts.insteadOfBoolean(row, column) : CopyFinding.WRONG_FORM;
      }
      long value = row.integer(column);
      if (value != 0 && value != 1) {
        return CopyFinding.OUT_OF_RANGE;
      }
      out.ensureMargin();
      out.putInt(1);
      out.putByte((byte) value);
      return null;
    };
  }
}
