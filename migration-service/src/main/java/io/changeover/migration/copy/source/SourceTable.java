package io.changeover.migration.copy.source;

import io.changeover.kit.sqlite.SqliteConnection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A SQLite table.
 *
 * @param columns in their order, generated ones included
 * @param withoutRowid whether its rows have no number
 */
public record SourceTable(String name, List<SourceColumn> columns, boolean withoutRowid) {
  /** The name as it is written in SQL. */
  public String quoted() {
    return SqliteConnection.quoted(name);
  }

  /**
   * How SQL names the number of a row; empty when rows have none, or columns have taken all its
   * names.
   */
  public Optional<String> rowNumber() {
    return withoutRowid
        ? Optional.empty()
        : Stream.of("_rowid_", "rowid", "oid").filter(this::isFree).findFirst();
  }

  private boolean isFree(String word) {
    return columns.stream()
        .noneMatch(column -> column.name().toLowerCase(Locale.ROOT).equals(word));
  }
}
