package io.changeover.migration.copy.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** A numeric as numeric_send writes it. */
final class StoredNumeric {
  private static final int NEGATIVE = 0x4000;
  private static final BigInteger BASE = BigInteger.valueOf(10_000);

  private StoredNumeric() {}

  static BigDecimal of(byte[] row, int from) {
    ByteBuffer buffer = ByteBuffer.wrap(row, from, row.length - from);
    int count = buffer.getShort();
    int weight = buffer.getShort();
    int sign = buffer.getShort();
    int _ = buffer.getShort();
    BigInteger digits = BigInteger.ZERO;
    for (int i = 0; i < count; i++) {
      digits = digits.multiply(BASE).add(BigInteger.valueOf(buffer.getShort()));
    }
    BigDecimal value = new BigDecimal(digits).scaleByPowerOfTen(4 * (weight - count + 1));
    return sign == NEGATIVE ? value.negate() : value;
  }
}
