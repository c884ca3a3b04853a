package io.changeover.cli.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is in a database, as PostgreSQL's own tools tell it: nothing of Changeover has a part in it.
 *
 * @param schema the definitions
 * @param columns by table: the columns that a checksum is of
 * @param data by table: the number of rows, and a checksum of their ordered texts
 */
record Fingerprint(String schema, Map<String, String> columns, Map<String, String> data) {
  /** The migration tool's ledger tells where the schema stands, and is no data of anybody. */
  private static final String TABLES =
      """
      SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
      FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name NOT IN ('alembic_version', 'django_migrations')
        AND table_name NOT LIKE 'pg_stat_%'
      GROUP BY table_name
      """;

  static Fingerprint take(Connection connection, String url, String passFile) throws Exception {
    Map<String, String> columns = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        columns.put(rows.getString(1), rows.getString(2));
      }
    }
    return new Fingerprint(schema(url, passFile), columns, data(connection, columns));
  }

  /** The data that was there, as it is now: only of the tables and columns that this knows. */
  Map<String, String> sameColumnsNow(Connection connection) throws SQLException {
    return data(connection, columns);
  }

  /** The data without a table's. */
  Map<String, String> dataBut(String table) {
    Map<String, String> others = new TreeMap<>(data);
    others.remove(table);
    return others;
  }

  private static Map<String, String> data(Connection connection, Map<String, String> columns)
      throws SQLException {
    Map<String, String> data = new TreeMap<>();
    for (Map.Entry<String, String> table : columns.entrySet()) {
      String sql =
          "SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, E'\\n' ORDER BY r::text)), '')"
              + " FROM (SELECT %s FROM %s) r".formatted(table.getValue(), table.getKey());
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        data.put(table.getKey(), row.getString(1));
      }
    }
    return data;
  }

  /** Without the lines whose key pg_dump draws anew each time. */
  private static String schema(String url, String passFile) throws Exception {
    ProcessBuilder dump = new ProcessBuilder("pg_dump", "--schema-only", "--dbname=" + url);
    dump.environment().put("PGPASSFILE", passFile);
    dump.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = dump.start();
    String text =
        process
            .inputReader()
            .lines()
            .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
            .collect(Collectors.joining("\n"));
    if (process.waitFor() != 0) {
      throw new IllegalStateException("pg_dump failed");
    }
    return text;
  }
}
