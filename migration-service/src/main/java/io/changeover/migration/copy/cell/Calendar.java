package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyFinding;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times as text, in the form of ISO 8601 that SQLite's own functions write. */
final class Calendar {
  /** What is no date or time. */
  static final long NONE = Long.MIN_VALUE;

  static final long MICROS_OF_DAY = 86_400_000_000L;

  /** Days from 1970-01-01 to 2000-01-01, from which PostgreSQL counts. */
  private static final long EPOCH_2000 = 10_957;

  private static final Pattern TWO_DIGIT_YEAR =
      Pattern.compile("\\d{2}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ].*)?");
  private static final Pattern OTHER_FORM =
      Pattern.compile("\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ].*)?|\\d{8}");

  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Calendar() {}

  /** Days since 2000-01-01 of a date at the beginning of a text; {@link #NONE} when it is none. */
  static long days(Small text) {
    if (text.length() < 10 || text.at(4) != '-' || text.at(7) != '-') {
      return NONE;
    }
    int year = text.four(0);
    int month = text.two(5);
    int day = text.two(8);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
      return NONE;
    }
    return days(year, month, day);
  }

  private static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : DAYS[month - 1];
  }

  /** Days from civil, counted in years that begin in March. */
  private static long days(int year, int month, int day) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468 - EPOCH_2000;
  }

  /** Where a time of day ends that begins there; it has hours and minutes at least. */
  static int endOfTime(Small text, int from) {
    int at = from + 5;
    if (text.charAt(at) == ':') {
      at += 3;
      if (text.charAt(at) == '.') {
        at++;
        while (text.digit(at) >= 0) {
          at++;
        }
      }
    }
    return at;
  }

  /**
   * Microseconds of a time of day; {@link #NONE} when it is none.
   *
   * @param end as {@link #endOfTime} says
   */
  static long micros(Small text, int from, int end) {
    int hour = text.two(from);
    int minute = text.two(from + 3);
    int second = end > from + 5 ? text.two(from + 6) : 0;
    if (end > text.length()
        || text.charAt(from + 2) != ':'
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59) {
      return NONE;
    }
    return ((hour * 60L + minute) * 60 + second) * 1_000_000 + fraction(text, from + 9, end);
  }

  private static long fraction(Small text, int from, int end) {
    long micros = 0;
    long unit = 100_000;
    for (int at = from; at < end && unit > 0; at++) {
      micros += text.digit(at) * unit;
      unit /= 10;
    }
    return micros;
  }

  /** True when a fraction has more digits than are kept, and one of them is no zero. */
  static boolean isTooPrecise(Small text, int from, int end, int kept) {
    for (int at = from + 9 + kept; at < end; at++) {
      if (text.at(at) != '0') {
        return true;
      }
    }
    return false;
  }

  /** Why a text is no date, time or timestamp. */
  static CopyFinding finding(Small text) {
    String shown = text.toString();
    if (shown.isBlank()) {
      return CopyFinding.EMPTY_DATE;
    }
    if (TWO_DIGIT_YEAR.matcher(shown).matches()) {
      return CopyFinding.TWO_DIGIT_YEAR;
    }
    return OTHER_FORM.matcher(shown).matches()
        ? CopyFinding.OTHER_DATE_FORM
        : CopyFinding.WRONG_FORM;
  }

  /** Why a value of another type is no date. */
  static @Nullable CopyFinding unlessText(int type) {
    return switch (type) {
      case io.changeover.kit.sqlite.Row.TEXT -> null;
      case io.changeover.kit.sqlite.Row.BLOB -> CopyFinding.WRONG_FORM;
      default -> CopyFinding.NUMBER_IN_DATE;
    };
  }
}
