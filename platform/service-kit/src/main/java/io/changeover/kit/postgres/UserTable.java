package io.changeover.kit.postgres;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table and those of its columns that count.
 *
 * @param columns by name, in the order in which they are read
 */
public record UserTable(String schema, String name, List<String> columns) {
  public UserTable {
    columns = List.copyOf(columns);
  }

  /** The name as it stands in SQL. */
  public String qualifiedName() {
    return quoted(schema) + "." + quoted(name);
  }

  String columnList() {
    return columns.stream().map(UserTable::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
