package io.changeover.migration.copy.cell;

import io.changeover.kit.sqlite.SqliteStatement;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;

/**
 * Rows in PostgreSQL's binary COPY format, on their way to the server. Its size does not depend on
 * that of the values: a large one goes through it in pieces.
 */
public final class RowBuffer {
  /** What is sent at once. */
  private static final int SIZE = 256 * 1024;

  /** Room for whatever is written without asking first, such as a number or a date. */
  private static final int MARGIN = 64;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private final byte[] bytes = new byte[SIZE];
  private final Sink sink;
  private int end;

  /** Takes what is full. */
  @FunctionalInterface
  public interface Sink {
    void send(byte[] bytes, int length) throws SQLException;
  }

  public RowBuffer(Sink sink) {
    this.sink = sink;
  }

  /** The format's first bytes. */
  public void begin() {
    System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
    end = SIGNATURE.length;
  }

  /** The format's last bytes; everything is sent. */
  public void finish() throws SQLException {
    putShort((short) -1);
    flush();
  }

  /** Begins a row. */
  public void startRow(int columns) throws SQLException {
    if (SIZE - end < SIZE / 4) {
      flush();
    }
    putShort((short) columns);
  }

  /** How many bytes can be put without anything being sent. */
  int room() {
    return SIZE - end - MARGIN;
  }

  /** Sees to it that small values and their lengths fit. */
  void ensureMargin() throws SQLException {
    if (SIZE - end < MARGIN) {
      flush();
    }
  }

  /** Sees to it that so many bytes fit; at most a quarter of the buffer. */
  void ensure(int length) throws SQLException {
    if (room() < length) {
      flush();
    }
  }

  void putNull() {
    putInt(-1);
  }

  void putByte(byte value) {
    bytes[end++] = value;
  }

  void putShort(short value) {
    SHORT.set(bytes, end, value);
    end += 2;
  }

  void putInt(int value) {
    INT.set(bytes, end, value);
    end += 4;
  }

  void putLong(long value) {
    LONG.set(bytes, end, value);
    end += 8;
  }

  /** Copies what SQLite points to; it must fit. */
  void put(long from, int length) {
    SqliteStatement.copy(from, bytes, end, length);
    end += length;
  }

  void put(byte[] from) {
    System.arraycopy(from, 0, bytes, end, from.length);
    end += from.length;
  }

  /** Copies what SQLite points to, of whatever size. */
  void putAny(long from, int length) throws SQLException {
    if (length <= SIZE / 4) {
      ensure(length);
      put(from, length);
    } else {
      putLarge(from, length);
    }
  }

  /** Copies what does not fit, in pieces. */
  void putLarge(long from, int length) throws SQLException {
    flush();
    for (int done = 0; done < length; ) {
      int piece = Math.min(length - done, SIZE);
      SqliteStatement.copy(from + done, bytes, 0, piece);
      sink.send(bytes, piece);
      done += piece;
    }
  }

  /** Where the next byte goes. */
  int position() {
    return end;
  }

  /** Takes back everything from there on; nothing of it was sent. */
  void rewind(int position) {
    end = position;
  }

  byte[] array() {
    return bytes;
  }

  private void flush() throws SQLException {
    if (end > 0) {
      sink.send(bytes, end);
      end = 0;
    }
  }
}
