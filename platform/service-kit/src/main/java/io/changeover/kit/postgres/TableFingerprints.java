package io.changeover.kit.postgres;

import io.changeover.contracts.Digest;
import io.changeover.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts and checksums of tables, computed by the server in one pass over each, in bounded memory.
 * They are meant to find what a migration or a restore did to data, not to withstand somebody who
 * forges data.
 */
public final class TableFingerprints {
  /** All that decides how a value is written as text. */
  private static final String SESSION =
      """
      SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';
      SET extra_float_digits = 1; SET bytea_output = 'hex'; SET lc_monetary = 'C'; SET xmlbinary = 'base64'
      """;

  private static final String TABLES =
      """
      SELECT s.nspname, c.relname, array_agg(a.attname::text ORDER BY a.attname COLLATE "C")
      FROM pg_class c
      JOIN pg_namespace s ON s.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind = 'r' AND s.nspname !~ '^pg_' AND s.nspname <> 'information_schema'
      GROUP BY s.nspname, c.relname
      ORDER BY s.nspname COLLATE "C", c.relname COLLATE "C"
      """;

  private TableFingerprints() {}

  /**
   * Sees what another transaction sees.
   *
   * @param connection not in auto-commit mode, with no statement in its transaction yet; stays in
   *     the transaction, which reads only
   * @param snapshot what pg_export_snapshot() said there
   * @throws IllegalArgumentException when it is not of that form
   */
  public static void join(Connection connection, String snapshot) throws SQLException {
    if (!snapshot.matches("[0-9A-Fa-f-]{1,64}")) {
      throw new IllegalArgumentException("'" + snapshot + "' is no exported snapshot");
    }
    execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    execute(connection, "SET TRANSACTION SNAPSHOT '" + snapshot + "'");
  }

  /**
   * Every table of the user's schemas with all its columns, both sorted by name; partitions singly.
   */
  public static List<UserTable> tables(Connection connection) throws SQLException {
    List<UserTable> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        Array columns = rows.getArray(3);
        tables.add(
            new UserTable(
                rows.getString(1), rows.getString(2), List.of((String[]) columns.getArray())));
      }
    }
    return tables;
  }

  /**
   * The fingerprints of the given tables, in that order. The connection's settings for how values
   * are written stay changed.
   */
  public static List<TableFingerprint> of(Connection connection, List<UserTable> tables)
      throws SQLException {
    execute(connection, SESSION);
    List<TableFingerprint> fingerprints = new ArrayList<>();
    for (UserTable table : tables) {
      fingerprints.add(of(connection, table));
    }
    return fingerprints;
  }

  /** Sixty bits are the most of a digest that is never negative and sums up without rounding. */
  private static TableFingerprint of(Connection connection, UserTable table) throws SQLException {
    String sql =
        "SELECT count(*), coalesce(sum(('x' || left(md5(ROW(%s)::text), 15))::bit(60)::bigint), 0) FROM ONLY %s"
            .formatted(table.columnList(), table.qualifiedName());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new TableFingerprint(table, row.getLong(1), row.getBigDecimal(2).toBigIntegerExact());
    }
  }

  /** One digest over all of them, which depends on their order. */
  public static Digest digest(List<TableFingerprint> fingerprints) {
    String text =
        fingerprints.stream()
            .map(one ->
                "%s (%s) %d %s"
                    .formatted(
                        one.table().qualifiedName(),
                        one.table().columnList(),
                        one.rows(),
                        one.checksum()))
            .collect(Collectors.joining("\n"));
    return Json.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
