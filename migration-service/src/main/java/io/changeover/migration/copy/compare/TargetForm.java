package io.changeover.migration.copy.compare;

import io.changeover.migration.copy.target.TargetColumn;
import io.changeover.migration.copy.target.TargetTable;
import io.changeover.migration.copy.target.TypeFamily;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts rows of the target, as binary COPY brings them, into the common form. One thread uses it.
 */
public final class TargetForm {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  /** Signature, flags and the length of what may follow them. */
  private static final int HEADER = 19;

  private static final byte FIRST_OF_HEADER = 'P';

  /** Stands where a row would begin. */
  static final short END = -1;

  private final List<TargetColumn> columns;
  private final boolean large;
  private final Frame frame = new Frame();
  private final DateText dates = new DateText();
  private int at;

  /**
   * A form for these columns.
   *
   * @param large whether a text or blob is longer than what is compared byte by byte
   */
  public TargetForm(List<TargetColumn> columns, boolean large) {
    this.columns = List.copyOf(columns);
    this.large = large;
  }

  /** Whether a value of this length makes a table one with large values. */
  public static boolean isLarge(long bytes) {
    return bytes > Plain.LONGEST;
  }

  /** What is read of the target. */
  public String columnList() {
    String list = columns.stream().map(this::expression).collect(Collectors.joining(", "));
    return list.isEmpty() ? "NULL::text" : list;
  }

  private String expression(TargetColumn column) {
    String quoted = TargetTable.quoted(column.name());
    String plain =
        switch (column.family()) {
          case PADDED, ENUM, JSON -> quoted + "::text";
          case TEXT, BYTEA -> quoted;
          default -> "";
        };
    if (plain.isEmpty() || !large) {
      return plain.isEmpty() ? quoted : plain;
    }
    String bytes =
        column.family() == TypeFamily.BYTEA ? plain : "convert_to(%s, 'UTF8')".formatted(plain);
    return "octet_length(%1$s), CASE WHEN octet_length(%1$s) > %2$d THEN sha256(%3$s) ELSE %3$s END"
        .formatted(plain, Plain.LONGEST, bytes);
  }

  private static boolean mayBeLarge(TargetColumn column) {
    return switch (column.family()) {
      case TEXT, PADDED, ENUM, JSON, BYTEA -> true;
      default -> false;
    };
  }

  /** Adds what the server has sent: one row, the first time behind a header, or the end. */
  public void add(byte[] sent) {
    at = sent.length > HEADER && isHeader(sent) ? HEADER : 0;
    if (at + Short.BYTES > sent.length || (short) SHORT.get(sent, at) == END) {
      return;
    }
    row(sent);
  }

  private static boolean isHeader(byte[] sent) {
    return sent[0] == FIRST_OF_HEADER && sent[1] == 'G' && sent[2] == 'C';
  }

  private void row(byte[] row) {
    at += Short.BYTES;
    for (TargetColumn column : columns) {
      if (large && mayBeLarge(column)) {
        largeField(row);
      } else {
        field(column, row);
      }
    }
    endRow();
  }

  void endRow() {
    frame.endRow();
  }

  void putNull() {
    frame.putNull();
  }

  /** A large value, as the server sends it: its length and its SHA-256. */
  void putDigest(int length, byte[] digest) {
    frame.putDigest(length, digest);
  }

  public Checksum checksum() {
    return frame.checksum();
  }

  private void largeField(byte[] row) {
    int width = (int) INT.get(row, at);
    int whole = width < 0 ? -1 : (int) INT.get(row, at + Integer.BYTES);
    at += Integer.BYTES + Math.max(0, width);
    int length = (int) INT.get(row, at);
    at += Integer.BYTES;
    if (length < 0) {
      frame.putNull();
    } else {
      int into = frame.putBytes(whole, length);
      System.arraycopy(row, at, frame.array(), into, length);
      at += length;
    }
  }

  private void field(TargetColumn column, byte[] row) {
    int length = (int) INT.get(row, at);
    at += Integer.BYTES;
    if (length < 0) {
      frame.putNull();
      return;
    }
    put(column, row, at, length);
    at += length;
  }

  /** A value that is sent as it is. */
  void put(TargetColumn column, byte[] row, int from, int length) {
    switch (column.family()) {
      case SMALLINT -> frame.putNumber((short) SHORT.get(row, from));
      case INTEGER -> frame.putNumber((int) INT.get(row, from));
      case BIGINT, TIME, TIMESTAMPTZ -> frame.putNumber((long) LONG.get(row, from));
      case BOOLEAN -> frame.putNumber(row[from]);
      case REAL ->
          frame.putNumber(Double.doubleToLongBits(Float.intBitsToFloat((int) INT.get(row, from))));
      case DOUBLE -> frame.putNumber((long) LONG.get(row, from));
      case NUMERIC -> put(Plain.decimal(StoredNumeric.of(row, from)));
      case TEXT, ENUM, BYTEA, UUID, JSON -> frame.putBytes(row, from, length);
      case PADDED -> put(Plain.padded(new String(row, from, length, StandardCharsets.UTF_8)));
      case DATE -> {
        dates.ofDays((int) INT.get(row, from));
        frame.putBytes(dates.array(), 0, dates.length());
      }
      case TIMESTAMP -> {
        dates.ofMicros((long) LONG.get(row, from));
        frame.putBytes(dates.array(), 0, dates.length());
      }
      case JSONB -> put(Plain.json(new String(row, from + 1, length - 1, StandardCharsets.UTF_8)));
      case OTHER -> throw new IllegalArgumentException(column.type());
    }
  }

  private void put(byte[] value) {
    frame.putBytes(value);
  }
}
