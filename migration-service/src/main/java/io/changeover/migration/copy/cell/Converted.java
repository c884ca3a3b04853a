package io.changeover.migration.copy.cell;

import io.changeover.kit.sqlite.Row;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** What a rule has made of a value, to be read as a row of this one cell. */
final class Converted implements Row {
  private final Object value;
  private final MemorySegment bytes;

  /**
   * Takes a value.
   *
   * @param value a Long, Double, String or byte[]
   */
  Converted(Object value) {
    this.value = value;
    byte[] content =
        switch (value) {
          case String text -> text.getBytes(StandardCharsets.UTF_8);
          case byte[] blob -> blob;
          default -> new byte[0];
        };
    this.bytes = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, content);
  }

  @Override
  public int type(int column) {
    return switch (value) {
      case Long _ -> INTEGER;
      case Double _ -> REAL;
      case String _ -> TEXT;
      default -> BLOB;
    };
  }

  @Override
  public long integer(int column) {
    return (Long) value;
  }

  @Override
  public double real(int column) {
    return (Double) value;
  }

  @Override
  public long bytes(int column, int type) {
    return bytes.address();
  }

  @Override
  public int length(int column) {
    return (int) bytes.byteSize();
  }

  @Override
  public boolean isConverted() {
    return true;
  }
}
