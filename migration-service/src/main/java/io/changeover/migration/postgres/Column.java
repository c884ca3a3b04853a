package io.changeover.migration.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Maps rows of a single column that is never null. */
final class Column {
  private Column() {}

  static String text(ResultSet row, int index) throws SQLException {
    return row.getString(1);
  }

  static Integer integer(ResultSet row, int index) throws SQLException {
    return row.getInt(1);
  }
}
