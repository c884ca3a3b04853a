package io.changeover.migration.copy.cell;

/** An offset from UTC at the end of a timestamp: Z, +09, +09:00 or +0900. */
final class Zone {
  private static final long MICROS_OF_MINUTE = 60_000_000L;

  private Zone() {}

  /** The offset in microseconds; {@link Calendar#NONE} when there is no such thing. */
  static long micros(Small text, int from) {
    if (text.charAt(from) == 'Z') {
      return from + 1 == text.length() ? 0 : Calendar.NONE;
    }
    int hours = text.two(from + 1);
    int colon = text.charAt(from + 3) == ':' ? 1 : 0;
    boolean brief = from + 3 == text.length();
    int minutes = brief ? 0 : text.two(from + 3 + colon);
    boolean sign = text.charAt(from) == '+' || text.charAt(from) == '-';
    boolean whole = brief || from + 5 + colon == text.length();
    if (!sign || !whole || hours < 0 || hours > 15 || minutes < 0 || minutes > 59) {
      return Calendar.NONE;
    }
    long offset = (hours * 60L + minutes) * MICROS_OF_MINUTE;
    return text.charAt(from) == '-' ? -offset : offset;
  }
}
