package io.changeover.migration.copy.cell;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks whether bytes are UTF-8 as PostgreSQL takes it: no surrogates, nothing overlong, no NUL.
 */
final class Utf8 {
  /** A zero byte was found. */
  static final int NUL = -1;

  /** Bytes were found that are no UTF-8. */
  static final int INVALID = -2;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;

  private Utf8() {}

  /** How many characters there are, or {@link #NUL} or {@link #INVALID}. */
  static int characters(byte[] bytes, int from, int to) {
    int characters = 0;
    int at = from;
    while (at < to) {
      if (to - at >= Long.BYTES) {
        long eight = (long) LONG.get(bytes, at);
        if ((eight & HIGH_BITS) == 0 && ((eight - ONES) & HIGH_BITS) == 0) {
          at += Long.BYTES;
          characters += Long.BYTES;
          continue;
        }
      }
      int length = sequence(bytes, at, to);
      if (length <= 0) {
        return length == 0 ? NUL : INVALID;
      }
      at += length;
      characters++;
    }
    return characters;
  }

  /** How many bytes the character has; 0 for NUL, less for what is none. */
  private static int sequence(byte[] bytes, int at, int to) {
    int first = bytes[at];
    if (first >= 0) {
      return first == 0 ? 0 : 1;
    }
    int second = at + 1 < to ? bytes[at + 1] & 0xff : 0;
    int lead = first & 0xff;
    if ((lead >= 0xe1 && lead <= 0xec) || lead == 0xee || lead == 0xef) {
      return isRest(second) && isRest(bytes, at + 2, to) ? 3 : INVALID;
    }
    if (lead >= 0xc2 && lead <= 0xdf) {
      return isRest(second) ? 2 : INVALID;
    }
    return unusual(lead, second, bytes, at, to);
  }

  /** The leads whose second byte has bounds of its own. */
  private static int unusual(int lead, int second, byte[] bytes, int at, int to) {
    boolean third = isRest(bytes, at + 2, to);
    return switch (lead) {
      case 0xe0 -> second >= 0xa0 && second <= 0xbf && third ? 3 : INVALID;
      case 0xed -> second >= 0x80 && second <= 0x9f && third ? 3 : INVALID;
      case 0xf0 ->
          second >= 0x90 && second <= 0xbf && third && isRest(bytes, at + 3, to) ? 4 : INVALID;
      case 0xf1, 0xf2, 0xf3 -> isRest(second) && third && isRest(bytes, at + 3, to) ? 4 : INVALID;
      case 0xf4 ->
          second >= 0x80 && second <= 0x8f && third && isRest(bytes, at + 3, to) ? 4 : INVALID;
      default -> INVALID;
    };
  }

  private static boolean isRest(byte[] bytes, int at, int to) {
    return at < to && isRest(bytes[at] & 0xff);
  }

  private static boolean isRest(int value) {
    return (value & 0xc0) == 0x80;
  }

  /**
   * The largest end at or before {@code to} that does not cut a character: a piece of a longer text
   * ends there.
   */
  static int wholeCharacters(byte[] bytes, int from, int to) {
    int lead = to - 1;
    while (lead > from && lead > to - 4 && isRest(bytes[lead] & 0xff)) {
      lead--;
    }
    int value = bytes[lead] & 0xff;
    int needed = value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : value >= 0xc0 ? 2 : 1;
    return lead + needed > to && lead > from ? lead : to;
  }
}
