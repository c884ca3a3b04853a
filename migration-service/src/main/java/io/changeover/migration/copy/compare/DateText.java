package io.changeover.migration.copy.compare;

/**
 * Dates and timestamps as text, computed from what PostgreSQL stores, or made alike from a text.
 */
final class DateText {
  private static final int DATE = 10;
  private static final int MINUTES = 16;
  private static final int SECONDS = 19;
  private static final int FRACTION_DIGITS = 6;
  private static final long MICROS_OF_DAY = 86_400_000_000L;
  private static final long EPOCH_2000 = 10_957;

  private final byte[] text = new byte[64];
  private int length;

  byte[] array() {
    return text;
  }

  int length() {
    return length;
  }

  /** Takes a date as days since 2000-01-01. */
  void ofDays(long days) {
    long shifted = days + EPOCH_2000 + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long marchMonth = (5 * dayOfYear + 2) / 153;
    long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    digits(0, 4, year);
    text[4] = '-';
    digits(5, 2, month);
    text[7] = '-';
    digits(8, 2, dayOfYear - (153 * marchMonth + 2) / 5 + 1);
    length = DATE;
  }

  /** Takes a timestamp as microseconds since 2000-01-01. */
  void ofMicros(long micros) {
    ofDays(Math.floorDiv(micros, MICROS_OF_DAY));
    long left = Math.floorMod(micros, MICROS_OF_DAY);
    text[DATE] = ' ';
    digits(11, 2, left / 3_600_000_000L);
    text[13] = ':';
    digits(14, 2, left / 60_000_000L % 60);
    text[16] = ':';
    digits(17, 2, left / 1_000_000L % 60);
    text[SECONDS] = '.';
    digits(SECONDS + 1, FRACTION_DIGITS, left % 1_000_000L);
    length = SECONDS + 1 + FRACTION_DIGITS;
    cutZeros();
  }

  /** Takes a timestamp that is a text in {@link #array} already. */
  void ofText(int given) {
    length = given;
    text[DATE] = ' ';
    if (length == MINUTES) {
      text[16] = ':';
      digits(17, 2, 0);
      length = SECONDS;
    }
    cutZeros();
  }

  private void cutZeros() {
    if (length > SECONDS) {
      while (text[length - 1] == '0') {
        length--;
      }
      if (text[length - 1] == '.') {
        length--;
      }
    }
  }

  private void digits(int at, int count, long value) {
    long left = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }
}
