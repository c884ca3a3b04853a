package io.changeover.migration.copy.cell;

import io.changeover.kit.sqlite.Row;
import io.changeover.kit.sqlite.SqliteStatement;
import java.nio.charset.StandardCharsets;

/** A short text, such as a date, in a place where it can be looked at. One thread uses it. */
final class Small {
  /** No date, time or UUID is longer. */
  static final int LONGEST = 64;

  private final byte[] bytes = new byte[LONGEST];
  private int length;

  /** Takes a cell; false when it is longer than anything that could be meant. */
  boolean take(Row row, int column) {
    long from = row.bytes(column, Row.TEXT);
    length = row.length(column);
    if (length > LONGEST) {
      return false;
    }
    SqliteStatement.copy(from, bytes, 0, length);
    return true;
  }

  int length() {
    return length;
  }

  byte at(int index) {
    return bytes[index];
  }

  /** The character there; 0 behind the end. */
  char charAt(int index) {
    return index < length ? (char) (bytes[index] & 0xff) : 0;
  }

  /** The digit there; a large negative number for whatever is none. */
  int digit(int index) {
    int value = index < length ? bytes[index] - '0' : -1;
    return value >= 0 && value <= 9 ? value : -100_000;
  }

  int two(int index) {
    return digit(index) * 10 + digit(index + 1);
  }

  int four(int index) {
    return two(index) * 100 + two(index + 2);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
