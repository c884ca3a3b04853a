package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Dates, times and timestamps. */
final class TimeCells {
  private static final int DATE_LENGTH = 10;
  private static final int TIME_AT = 11;

  private TimeCells() {}

  static final class Date implements Cell {
    private final Small text = new Small();

    @Override
    public @Nullable CopyFinding write(Row row, int column, int type, RowBuffer out)
        throws SQLException {
      CopyFinding other = Calendar.unlessText(type);
      if (other != null) {
        return other;
      }
      if (!text.take(row, column)) {
        return CopyFinding.WRONG_FORM;
      }
      long days = text.length() == DATE_LENGTH ? Calendar.days(text) : Calendar.NONE;
      if (days == Calendar.NONE) {
        return Calendar.finding(text);
      }
      out.ensureMargin();
      out.putInt(Integer.BYTES);
      out.putInt((int) days);
      return null;
    }
  }

  /** Times of day; the column keeps so many digits of a second. */
  static final class Time implements Cell {
    private final Small text = new Small();
    private final int kept;

    Time(int kept) {
      this.kept = kept;
    }

    @Override
    public @Nullable CopyFinding write(Row row, int column, int type, RowBuffer out)
        throws SQLException {
      CopyFinding other = Calendar.unlessText(type);
      if (other != null) {
        return other;
      }
      if (!text.take(row, column)) {
        return CopyFinding.WRONG_FORM;
      }
      int end = Calendar.endOfTime(text, 0);
      long micros = Calendar.micros(text, 0, end);
      if (micros == Calendar.NONE || end != text.length()) {
        return text.length() == 0 ? CopyFinding.EMPTY_DATE : CopyFinding.WRONG_FORM;
      }
      if (Calendar.isTooPrecise(text, 0, end, kept)) {
        return CopyFinding.TOO_PRECISE;
      }
      out.ensureMargin();
      out.putInt(Long.BYTES);
      out.putLong(micros);
      return null;
    }
  }

  /** Timestamps; the column keeps so many digits of a second. */
  static final class Timestamp implements Cell {
    private final Small text = new Small();
    private final boolean zoned;
    private final int kept;

    Timestamp(boolean zoned, int kept) {
      this.zoned = zoned;
      this.kept = kept;
    }

    @Override
    public @Nullable CopyFinding write(Row row, int column, int type, RowBuffer out)
        throws SQLException {
      CopyFinding other = Calendar.unlessText(type);
      if (other != null) {
        return other;
      }
      if (!text.take(row, column)) {
        return CopyFinding.WRONG_FORM;
      }
      long days = Calendar.days(text);
      if (days == Calendar.NONE) {
        return Calendar.finding(text);
      }
      return text.length() == DATE_LENGTH
          ? CopyFinding.DATE_WITHOUT_TIME
          : timed(days * Calendar.MICROS_OF_DAY, out);
    }

    private @Nullable CopyFinding timed(long day, RowBuffer out) throws SQLException {
      int end = Calendar.endOfTime(text, TIME_AT);
      long micros = Calendar.micros(text, TIME_AT, end);
      char between = text.charAt(DATE_LENGTH);
      if (micros == Calendar.NONE || (between != ' ' && between != 'T')) {
        return CopyFinding.WRONG_FORM;
      }
      if (zoned && end == text.length()) {
        return CopyFinding.TIME_WITHOUT_ZONE;
      }
      long offset = zoned ? Zone.micros(text, end) : 0;
      if (offset == Calendar.NONE || (!zoned && end != text.length())) {
        return CopyFinding.WRONG_FORM;
      }
      if (Calendar.isTooPrecise(text, TIME_AT, end, kept)) {
        return CopyFinding.TOO_PRECISE;
      }
      out.ensureMargin();
      out.putInt(Long.BYTES);
      out.putLong(day + micros - offset);
      return null;
    }
  }
}
