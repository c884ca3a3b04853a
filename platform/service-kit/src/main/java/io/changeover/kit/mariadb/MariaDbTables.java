package io.changeover.kit.mariadb;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables of a MariaDB database, and counts and checksums of them, which the server computes in one
 * pass over each, in bounded memory. They are meant to find what a migration or a restore did to
 * data, not to withstand somebody who forges data.
 */
public final class MariaDbTables {
  private static final String TABLES =
      """
      select TABLE_NAME, COLUMN_NAME
      from information_schema.COLUMNS join information_schema.TABLES using (TABLE_SCHEMA, TABLE_NAME)
      where TABLE_SCHEMA = database() and TABLE_TYPE = 'BASE TABLE'
      order by binary TABLE_NAME, binary COLUMN_NAME
      """;

  private static final String FLOATS =
      """
      select COLUMN_NAME from information_schema.COLUMNS
      where TABLE_SCHEMA = database() and TABLE_NAME = ? and DATA_TYPE = 'float'
      """;

  private MariaDbTables() {}

  /**
   * What a table holds, independent of the order of its rows.
   *
   * @param checksum the sum over all rows of the first 60 bits of the MD5 of the row
   */
  public record Content(MariaDbTable table, long rows, BigInteger checksum) {}

  /** Every table of the connection's database with all its columns, both sorted by name. */
  public static List<MariaDbTable> of(Connection connection) throws SQLException {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        columns
            .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
            .add(rows.getString(2));
      }
    }
    return columns.entrySet().stream()
        .map(entry -> new MariaDbTable(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Set<String> floats(Connection connection, MariaDbTable table) throws SQLException {
    Set<String> floats = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(FLOATS)) {
      statement.setString(1, table.name());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          floats.add(rows.getString(1));
        }
      }
    }
    return floats;
  }

  /** Counts and sums up a table as the connection's transaction shows it. */
  public static Content content(Connection connection, MariaDbTable table) throws SQLException {
    String sql =
        "select count(*), coalesce(sum(cast(conv(left(md5(concat(%s)), 15), 16, 10) as unsigned)), 0) from %s"
            .formatted(table.rowText(floats(connection, table)), MariaDbTable.quoted(table.name()));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Content(table, row.getLong(1), row.getBigDecimal(2).toBigIntegerExact());
    }
  }
}
