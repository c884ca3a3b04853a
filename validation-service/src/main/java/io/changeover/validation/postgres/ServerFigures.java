package io.changeover.validation.postgres;

import io.changeover.validation.mariadb.ReadOnlyMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a server is.
 *
 * @param product such as PostgreSQL
 * @param version such as 15.19
 * @param connections of clients, to all its databases
 * @param maxConnections how many it takes
 * @param cacheHitPercent of this database's block reads; null when nothing was read yet
 */
record ServerFigures(
    String product,
    String version,
    long connections,
    long maxConnections,
    @Nullable Double cacheHitPercent) {
  private static final String SQL =
      """
      SELECT split_part(current_setting('server_version'), ' ', 1),
             (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
             current_setting('max_connections')::bigint,
             (SELECT 100.0 * blks_hit / nullif(blks_hit + blks_read, 0)
                FROM pg_stat_database WHERE datname = current_database())
      """;

  static ServerFigures of(Connection connection) throws SQLException {
    boolean mariaDb = ReadOnlyMariaDb.isOf(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(mariaDb ? ReadOnlyMariaDb.FIGURES : SQL)) {
      row.next();
      double ratio = row.getDouble(4);
      Double hits = row.wasNull() ? null : ratio;
      return new ServerFigures(
          mariaDb ? "MariaDB" : "PostgreSQL",
          row.getString(1),
          row.getLong(2),
          row.getLong(3),
          hits);
    }
  }

  double connectionsPercent() {
    return 100.0 * connections / maxConnections;
  }

  /** Compares part by part: 15.10 is newer than 15.9, and 15 wants any 15. */
  boolean isAtLeast(String wanted) {
    return Arrays.compare(parts(version), parts(wanted)) >= 0;
  }

  /** A beta's 17beta1 counts as 17. */
  private static int[] parts(String version) {
    return Arrays.stream(version.strip().split("\\."))
        .map(part -> part.replaceFirst("[^0-9].*", ""))
        .mapToInt(part -> part.isEmpty() ? 0 : Integer.parseInt(part))
        .toArray();
  }
}
