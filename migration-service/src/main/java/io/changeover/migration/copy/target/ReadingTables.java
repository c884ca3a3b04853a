package io.changeover.migration.copy.target;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what tables the current schema of a database has. */
public final class ReadingTables {
  /** A domain is what lies below it; its own checks the server makes. */
  private static final String COLUMNS =
      """
      WITH RECURSIVE base (domain, type, modifier) AS (
        SELECT oid, typbasetype, typtypmod FROM pg_type WHERE typtype = 'd'
        UNION ALL
        SELECT b.domain, t.typbasetype, CASE WHEN b.modifier >= 0 THEN b.modifier ELSE t.typtypmod END
        FROM base b JOIN pg_type t ON t.oid = b.type AND t.typtype = 'd'
      )
      SELECT c.oid, n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), t.typname,
        CASE WHEN b.domain IS NULL THEN a.atttypmod ELSE b.modifier END,
        a.attnotnull OR coalesce(d.typnotnull, false),
        EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)),
        a.attgenerated <> '', NOT a.attnotnull OR a.atthasdef OR a.attidentity <> '',
        t.typtype = 'e',
        (SELECT array_agg(e.enumlabel::text) FROM pg_enum e WHERE e.enumtypid = t.oid)
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_type d ON d.oid = a.atttypid AND d.typtype = 'd'
      LEFT JOIN base b ON b.domain = a.atttypid AND NOT EXISTS (SELECT FROM pg_type x WHERE x.oid = b.type AND x.typtype = 'd')
      JOIN pg_type t ON t.oid = coalesce(b.type, a.atttypid)
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      ORDER BY c.relname, a.attnum
      """;

  private ReadingTables() {}

  /** All tables of the current schema, partitions in the one that they belong to. */
  public static List<TargetTable> of(Connection connection) throws SQLException {
    TreeMap<String, List<TargetColumn>> columns = new TreeMap<>();
    TreeMap<String, TargetTable> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        String name = rows.getString(3);
        columns.computeIfAbsent(name, _ -> new ArrayList<>()).add(column(rows));
        tables.put(name, new TargetTable(rows.getLong(1), rows.getString(2), name, List.of()));
      }
    }
    return tables.values().stream()
        .map(table ->
            new TargetTable(
                table.oid(),
                table.schema(),
                table.name(),
                columns.getOrDefault(table.name(), List.of())))
        .toList();
  }

  private static TargetColumn column(ResultSet row) throws SQLException {
    return new TargetColumn(
        row.getString(4),
        row.getString(5),
        TypeFamily.of(row.getString(6), row.getBoolean(12)),
        row.getInt(7),
        row.getBoolean(8),
        row.getBoolean(9),
        row.getBoolean(10),
        row.getBoolean(11),
        labels(row.getArray(13)));
  }

  private static Set<String> labels(@org.jspecify.annotations.Nullable Array labels)
      throws SQLException {
    return labels == null
        ? Set.of()
        : Arrays.stream((String[]) labels.getArray()).collect(Collectors.toSet());
  }
}
