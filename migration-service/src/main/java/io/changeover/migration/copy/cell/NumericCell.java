package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import io.changeover.migration.copy.target.TargetColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Decimal numbers of any length. A floating-point number counts as the shortest that it stands for.
 */
record NumericCell(TargetColumn target) implements Cell {
  private static final int DIGITS = 4;
  private static final BigInteger BASE = BigInteger.valueOf(10_000);
  private static final short NEGATIVE = 0x4000;

  @Override
  public @Nullable CopyFinding write(Row row, int column, int type, RowBuffer out)
      throws SQLException {
    BigDecimal value;
    if (type == Row.INTEGER) {
      value = BigDecimal.valueOf(row.integer(column));
    } else if (type == Row.REAL) {
      double real = row.real(column);
      if (Double.isInfinite(real) || Double.isNaN(real)) {
        return CopyFinding.OUT_OF_RANGE;
      }
      value = new BigDecimal(Double.toString(real));
    } else if (type == Row.TEXT && row.isConverted()) {
      value = new BigDecimal(Texts.of(row, column, type).strip());
    } else {
      return Texts.insteadOfNumber(row, column, type);
    }
    return fitting(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros(), out);
  }

  private @Nullable CopyFinding fitting(BigDecimal value, RowBuffer out) throws SQLException {
    if (target.hasScale()) {
      if (value.scale() > target.scale()) {
        return CopyFinding.TOO_PRECISE;
      }
      if (value.signum() != 0
          && value.precision() - value.scale() > target.precision() - target.scale()) {
        return CopyFinding.OUT_OF_RANGE;
      }
    }
    int shown = target.hasScale() ? Math.max(target.scale(), 0) : Math.max(value.scale(), 0);
    put(value.setScale(Math.max(value.scale(), 0)), shown, out);
    return null;
  }

  /** As numeric_recv reads it: groups of four digits, the first one of the given weight. */
  private static void put(BigDecimal value, int shown, RowBuffer out) throws SQLException {
    int behind = (value.scale() + DIGITS - 1) / DIGITS;
    BigInteger rest = value.setScale(behind * DIGITS).unscaledValue().abs();
    short[] groups = new short[rest.bitLength() / 13 + 1];
    int count = 0;
    while (rest.signum() != 0) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      groups[count++] = parts[1].shortValue();
      rest = parts[0];
    }
    out.ensure(Integer.BYTES + (4 + count) * Short.BYTES);
    out.putInt((4 + count) * Short.BYTES);
    out.putShort((short) count);
    out.putShort((short) (count - behind - 1));
    out.putShort(value.signum() < 0 ? NEGATIVE : 0);
    out.putShort((short) shown);
    for (int i = count - 1; i >= 0; i--) {
      out.putShort(groups[i]);
    }
  }
}
