package io.changeover.migration.copy.compare;

import io.changeover.migration.copy.target.TargetColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows that are on their way to the target into the common form. They come in pieces, and a
 * large text or blob is never held as a whole. One thread uses it.
 */
public final class SentForm {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  /** What the next bytes are. */
  private enum Part {
    COLUMNS,
    LENGTH,
    VALUE
  }

  private final List<TargetColumn> columns;
  private final TargetForm form;
  private Part part = Part.COLUMNS;
  private byte[] held = new byte[1024];
  private int filled;
  private int left = Short.BYTES;
  private int column;
  private int length;
  private @Nullable MessageDigest sha256;

  public SentForm(List<TargetColumn> columns) {
    this.columns = List.copyOf(columns);
    this.form = new TargetForm(columns, true);
  }

  /** Adds what is sent: rows without the format's first bytes, cut anywhere. */
  public void add(byte[] sent, int count) {
    int at = 0;
    while (at < count) {
      int taken = Math.min(left, count - at);
      take(sent, at, taken);
      at += taken;
      left -= taken;
      if (left == 0) {
        end();
      }
    }
  }

  public Checksum checksum() {
    return form.checksum();
  }

  private void take(byte[] sent, int from, int count) {
    if (sha256 != null) {
      sha256.update(sent, from, count);
      return;
    }
    if (held.length - filled < count) {
      held = Arrays.copyOf(held, Math.max(held.length * 2, filled + count));
    }
    System.arraycopy(sent, from, held, filled, count);
    filled += count;
  }

  private void await(Part next, int bytes) {
    part = next;
    left = bytes;
    filled = 0;
  }

  /** A part has come in whole. */
  private void end() {
    switch (part) {
      case COLUMNS -> {
        if ((short) SHORT.get(held, 0) == TargetForm.END) {
          await(Part.COLUMNS, Short.BYTES);
        } else {
          column = 0;
          nextColumn();
        }
      }
      case LENGTH -> value((int) INT.get(held, 0));
      case VALUE -> {
        put(columns.get(column));
        column++;
        nextColumn();
      }
    }
  }

  private void nextColumn() {
    if (column < columns.size()) {
      await(Part.LENGTH, Integer.BYTES);
    } else {
      form.endRow();
      await(Part.COLUMNS, Short.BYTES);
    }
  }

  private void value(int bytes) {
    length = bytes;
    if (bytes < 0) {
      form.putNull();
      column++;
      nextColumn();
      return;
    }
    sha256 = bytes > Plain.LONGEST && isAsItIs(columns.get(column)) ? Plain.sha256() : null;
    await(Part.VALUE, bytes);
    if (bytes == 0) {
      end();
    }
  }

  private static boolean isAsItIs(TargetColumn target) {
    return switch (target.family()) {
      case TEXT, ENUM, JSON, BYTEA -> true;
      default -> false;
    };
  }

  private void put(TargetColumn target) {
    if (sha256 != null) {
      form.putDigest(length, sha256.digest());
      sha256 = null;
    } else {
      form.put(target, held, 0, length);
    }
  }
}
