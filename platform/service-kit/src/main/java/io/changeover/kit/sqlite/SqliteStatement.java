package io.changeover.kit.sqlite;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** A running statement, and the row at which it stands. */
public final class SqliteStatement implements Row, AutoCloseable {
  private static final int ROW = 100;
  private static final int DONE = 101;

  private final SqliteConnection connection;
  private final long address;

  SqliteStatement(SqliteConnection connection, long address) {
    this.connection = connection;
    this.address = address;
  }

  /** True when there is a row; false after the last one. */
  public boolean step() throws SqliteFailure {
    int code = Library.step(address);
    if (code != ROW && code != DONE) {
      throw connection.failure();
    }
    return code == ROW;
  }

  /** Makes it ready to run once more. */
  public void reset() {
    Library.reset(address);
  }

  /** Gives a parameter its value; parameters count from 1. */
  public void bind(int parameter, long value) throws SqliteFailure {
    if (Library.bind(address, parameter, value) != 0) {
      throw connection.failure();
    }
  }

  public int columns() {
    return Library.columnCount(address);
  }

  @Override
  public int type(int column) {
    return Library.columnType(address, column);
  }

  @Override
  public long integer(int column) {
    return Library.columnLong(address, column);
  }

  @Override
  public double real(int column) {
    return Library.columnDouble(address, column);
  }

  @Override
  public long bytes(int column, int type) {
    return type == TEXT ? Library.columnText(address, column) : Library.columnBlob(address, column);
  }

  @Override
  public int length(int column) {
    return Library.columnBytes(address, column);
  }

  /** Copies from where {@link #bytes} points to. */
  public static void copy(long from, byte[] into, int at, int length) {
    MemorySegment.copy(Library.MEMORY, ValueLayout.JAVA_BYTE, from, into, at, length);
  }

  /** The cell as SQLite writes it; bytes that are no UTF-8 are shown as the replacement sign. */
  public String text(int column) {
    if (type(column) == NULL) {
      return "null";
    }
    long from = bytes(column, TEXT);
    byte[] bytes = new byte[length(column)];
    copy(from, bytes, 0, bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    Library.finish(address);
  }
}
