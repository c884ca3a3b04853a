package io.changeover.migration.copy.source;

import java.util.List;

/**
 * A reference that a SQLite table declares.
 *
 * @param parent the table that is referred to, as it was written
 * @param columns that refer
 * @param keys of the parent; empty for its primary key
 */
public record SourceReference(String parent, List<String> columns, List<String> keys) {
  public SourceReference {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }
}
