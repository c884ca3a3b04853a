package io.changeover.validation.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of an answer.
 *
 * @param count how many rows there are, as far as they were read
 * @param complete whether all rows were read
 * @param columns of each row
 * @param single the first value of the first row, as text; null when it is null or not there
 * @param shown the first rows, for a person
 */
record RowSample(
    long count, boolean complete, int columns, @Nullable String single, List<String> shown) {
  /** How many rows are shown. */
  private static final int MOST_SHOWN = 5;

  /** How much of a value is shown, in characters. */
  private static final int LONGEST_VALUE = 100;

  /** How many rows are fetched at a time. */
  private static final int FETCHED = 200;

  /** Reads until one row more than {@code needed} is seen. */
  static RowSample of(Connection connection, String sql, long needed) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      if (!statement.execute(sql)) {
        return new RowSample(0, true, 0, null, List.of());
      }
      try (ResultSet rows = statement.getResultSet()) {
        return read(rows, needed);
      }
    }
  }

  private static RowSample read(ResultSet rows, long needed) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    long count = 0;
    String single = null;
    List<String> shown = new ArrayList<>();
    while (count <= needed && rows.next()) {
      if (count == 0 && columns > 0) {
        single = rows.getString(1);
      }
      if (count < MOST_SHOWN) {
        shown.add(row(rows, columns));
      }
      count++;
    }
    return new RowSample(count, count <= needed, columns, single, List.copyOf(shown));
  }

  private static String row(ResultSet rows, int columns) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int column = 1; column <= columns; column++) {
      String value = rows.getString(column);
      values.add(
          value == null
              ? "null"
              : value.length() <= LONGEST_VALUE
                  ? value
                  : value.substring(0, LONGEST_VALUE) + "...");
    }
    return "(" + String.join(", ", values) + ")";
  }

  boolean isSingleValue() {
    return complete && count == 1 && columns == 1;
  }

  @Override
  public String toString() {
    String value = single;
    if (isSingleValue()) {
      return value == null ? "null" : value;
    }
    String rows =
        "%s%d %s".formatted(complete ? "" : "at least ", count, count == 1 ? "row" : "rows");
    return shown.isEmpty() ? rows : rows + ": " + String.join(" ", shown);
  }
}
