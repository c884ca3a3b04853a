package io.changeover.kit.mariadb;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table and those of its columns that count.
 *
 * @param columns by name, in the order in which they are read
 */
public record MariaDbTable(String name, List<String> columns) {
  public MariaDbTable {
    columns = List.copyOf(columns);
  }

  /** A name as it stands in SQL. */
  public static String quoted(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("MariaDB has no NUL character in names");
    }
    return '`' + name.replace("`", "``") + '`';
  }

  /**
   * An expression of fixed length for each column, so that no two rows are written alike.
   *
   * @param floats the columns of type FLOAT, which is written with six digits only when it is not
   *     read as a DOUBLE
   */
  String rowText(Set<String> floats) {
    return columns.stream()
        .map(column ->
            "ifnull(md5(cast(%s as binary)), 'null')"
                .formatted(
                    floats.contains(column)
                        ? "cast(%s as double)".formatted(quoted(column))
                        : quoted(column)))
        .collect(Collectors.joining(", "));
  }
}
