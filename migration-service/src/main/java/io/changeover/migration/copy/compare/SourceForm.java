package io.changeover.migration.copy.compare;

import io.changeover.kit.sqlite.Row;
import io.changeover.kit.sqlite.SqliteStatement;
import io.changeover.migration.copy.target.TargetColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Puts rows of the source, whose values all fit, into the common form. One thread uses it. */
public final class SourceForm {
  private static final int UUID_BYTES = 16;

  private final List<TargetColumn> columns;
  private final Frame frame = new Frame();
  private final DateText dates = new DateText();

  public SourceForm(List<TargetColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Adds a row. */
  public void add(Row row) {
    for (int i = 0; i < columns.size(); i++) {
      int type = row.type(i);
      if (type == Row.NULL) {
        frame.putNull();
      } else {
        put(columns.get(i), row, i, type);
      }
    }
    frame.endRow();
  }

  public Checksum checksum() {
    return frame.checksum();
  }

  private void put(TargetColumn target, Row row, int column, int type) {
    switch (target.family()) {
      case SMALLINT, INTEGER, BIGINT, BOOLEAN -> frame.putNumber(row.integer(column));
      case REAL, DOUBLE ->
          frame.putNumber(
              Double.doubleToLongBits(
                  type == Row.INTEGER ? row.integer(column) : row.real(column)));
      case NUMERIC -> put(Plain.decimal(decimal(row, column, type)));
      case TEXT, ENUM, BYTEA, DATE, JSON -> bytes(row, column, type);
      case PADDED -> put(Plain.padded(text(row, column)));
      case TIMESTAMP -> timestamp(row, column);
      case TIME -> frame.putNumber(Plain.micros(text(row, column)));
      case TIMESTAMPTZ -> frame.putNumber(Plain.zonedMicros(text(row, column)));
      case UUID -> uuid(row, column, type);
      case JSONB -> put(Plain.json(text(row, column)));
      case OTHER -> throw new IllegalArgumentException(target.type());
    }
  }

  private void put(byte[] value) {
    frame.putBytes(value);
  }

  private static BigDecimal decimal(Row row, int column, int type) {
    return type == Row.INTEGER
        ? BigDecimal.valueOf(row.integer(column))
        : new BigDecimal(Double.toString(row.real(column)));
  }

  private void bytes(Row row, int column, int type) {
    long from = row.bytes(column, type);
    int length = row.length(column);
    if (length <= Plain.LONGEST) {
      int at = frame.putBytes(length, length);
      SqliteStatement.copy(from, frame.array(), at, length);
    } else {
      frame.putDigest(length, digest(from, length));
    }
  }

  private static byte[] digest(long from, int length) {
    MessageDigest sha256 = Plain.sha256();
    byte[] piece = new byte[Plain.LONGEST];
    for (int done = 0; done < length; ) {
      int taken = Math.min(piece.length, length - done);
      SqliteStatement.copy(from + done, piece, 0, taken);
      sha256.update(piece, 0, taken);
      done += taken;
    }
    return sha256.digest();
  }

  private void timestamp(Row row, int column) {
    long from = row.bytes(column, Row.TEXT);
    int length = Math.min(row.length(column), dates.array().length);
    SqliteStatement.copy(from, dates.array(), 0, length);
    dates.ofText(length);
    frame.putBytes(dates.array(), 0, dates.length());
  }

  private void uuid(Row row, int column, int type) {
    if (type == Row.BLOB) {
      bytes(row, column, type);
    } else {
      byte[] value = HexFormat.of().parseHex(text(row, column).replace("-", ""));
      frame.putBytes(value, 0, UUID_BYTES);
    }
  }

  private static String text(Row row, int column) {
    long from = row.bytes(column, Row.TEXT);
    byte[] bytes = new byte[row.length(column)];
    SqliteStatement.copy(from, bytes, 0, bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
