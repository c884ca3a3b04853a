package io.changeover.migration.copy.target;

import java.util.List;
import org.postgresql.core.Utils;

/**
 * A PostgreSQL table.
 *
 * @param oid of the table, for as long as it is there
 * @param name in its schema
 */
public record TargetTable(long oid, String schema, String name, List<TargetColumn> columns) {
  public TargetTable {
    columns = List.copyOf(columns);
  }

  /** The name with its schema, as it is written in SQL. */
  public String qualified() {
    return quoted(schema) + "." + quoted(name);
  }

  /** A name as it is written in SQL. */
  public static String quoted(String name) {
    try {
      return Utils.escapeIdentifier(null, name).toString();
    } catch (java.sql.SQLException zeroByte) {
      throw new IllegalArgumentException("no name of PostgreSQL: " + name, zeroByte);
    }
  }
}
