package io.changeover.migration.copy.compare;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A row in the form in which both sides are compared, and sums over the fingerprints of all rows
 * that do not depend on their order. Meant to find what went wrong, not to withstand somebody who
 * forges.
 */
public final class Frame {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;
  private static final byte NULL = 0;
  private static final byte NUMBER = 1;
  private static final byte BYTES = 2;

  private byte[] bytes = new byte[4096];
  private int end;
  private long rows;
  private long sum;
  private long otherSum;

  void putNull() {
    reserve(1);
    bytes[end++] = NULL;
  }

  void putNumber(long value) {
    reserve(1 + Long.BYTES);
    bytes[end++] = NUMBER;
    putLong(value);
  }

  /**
   * Makes room for a text or blob.
   *
   * @param length that the value has; it need not be what is put
   * @param put how many bytes are put
   * @return where they go
   */
  int putBytes(int length, int put) {
    reserve(1 + Long.BYTES + put);
    bytes[end++] = BYTES;
    putLong(length);
    int at = end;
    end += put;
    return at;
  }

  void putBytes(byte[] value, int from, int length) {
    int into = putBytes(length, length);
    System.arraycopy(value, from, bytes, into, length);
  }

  /** Puts a value; of a longer one its SHA-256. */
  void putBytes(byte[] value) {
    if (value.length > Plain.LONGEST) {
      putDigest(value.length, Plain.sha256().digest(value));
    } else {
      putBytes(value, 0, value.length);
    }
  }

  /** Puts the SHA-256 of a value of this length. */
  void putDigest(int length, byte[] digest) {
    int into = putBytes(length, digest.length);
    System.arraycopy(digest, 0, bytes, into, digest.length);
  }

  byte[] array() {
    return bytes;
  }

  private void putLong(long value) {
    LONG.set(bytes, end, value);
    end += Long.BYTES;
  }

  private void reserve(int more) {
    if (bytes.length - end < more + Long.BYTES) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + more + Long.BYTES));
    }
  }

  /** Ends the row. */
  public void endRow() {
    LONG.set(bytes, end, 0L);
    long one = end * FIRST;
    long other = end * SECOND + 1;
    for (int at = 0; at < end; at += Long.BYTES) {
      long word = (long) LONG.get(bytes, at);
      one = mixed(one ^ word, FIRST);
      other = mixed(other + word, SECOND);
    }
    sum += one;
    otherSum += other ^ (one >>> 29);
    rows++;
    end = 0;
  }

  private static long mixed(long value, long factor) {
    return Math.unsignedMultiplyHigh(value, factor) ^ (value * factor) ^ (value >>> 31);
  }

  /** What all rows so far come to. */
  public Checksum checksum() {
    return new Checksum(rows, sum, otherSum);
  }
}
