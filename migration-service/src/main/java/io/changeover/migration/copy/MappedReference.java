package io.changeover.migration.copy;

import io.changeover.contracts.step.CopyAs;
import io.changeover.kit.sqlite.SqliteConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference of the target, in the words of the source.
 *
 * @param table that refers
 * @param columns that refer
 * @param parent that is referred to
 * @param keys of the parent
 * @param column of the rule; null when it speaks of all columns
 * @param as what becomes of broken ones; null when they are refused
 */
record MappedReference(
    String table,
    List<String> columns,
    String parent,
    List<String> keys,
    @Nullable String column,
    @Nullable CopyAs as) {
  boolean leavesOut() {
    return as == CopyAs.LEAVE_OUT;
  }

  boolean clears(ColumnPair pair) {
    String name = pair.source().name();
    return as == CopyAs.NULL && columns.contains(name) && (column == null || column.equals(name));
  }

  /** A condition of SQLite that is true for a row whose reference leads nowhere. */
  String broken() {
    List<String> there = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String child = SqliteConnection.quoted(table) + "." + SqliteConnection.quoted(columns.get(i));
      known.add(child + " IS NOT NULL");
      there.add("p.%s = %s".formatted(SqliteConnection.quoted(keys.get(i)), child));
    }
    return "%s AND NOT EXISTS (SELECT 1 FROM %s AS p WHERE %s)"
        .formatted(
            String.join(" AND ", known),
            SqliteConnection.quoted(parent),
            String.join(" AND ", there));
  }

  /** Counts the rows. */
  String count() {
    return "SELECT count(*) FROM %s WHERE %s".formatted(SqliteConnection.quoted(table), broken());
  }

  String words() {
    return "%s.%s: broken-reference".formatted(table, String.join("+", columns));
  }
}
