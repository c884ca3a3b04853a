package io.changeover.validation.postgres;

import io.changeover.validation.mariadb.ReadOnlyMariaDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Slow statements of a database.
 *
 * @param count how many there are
 * @param shown the slowest, without the values in them
 * @param unseen sessions whose statements this user may not see
 */
record SlowStatements(long count, List<String> shown, long unseen) {
  private static final int MOST_SHOWN = 5;
  private static final int LONGEST_STATEMENT = 200;

  /** Of a statement no more than this is looked through for values, in characters. */
  private static final int LONGEST_READ = 4_000;

  /** Our own connections are not the application's; autovacuum is not a client. */
  private static final String RUNNING =
      """
      SELECT extract(epoch FROM clock_timestamp() - query_start) * 1000, query
        FROM pg_stat_activity
       WHERE datname = current_database() AND backend_type = 'client backend'
         AND state = 'active' AND pid <> pg_backend_pid()
         AND application_name NOT LIKE 'changeover%'
         AND clock_timestamp() - query_start > make_interval(secs => ?)
       ORDER BY 1 DESC
      """;

  private static final String UNSEEN =
      """
      SELECT count(*) FROM pg_stat_activity
       WHERE datname = current_database() AND query = '<insufficient privilege>'
      """;

  static SlowStatements running(Connection connection, Duration over) throws SQLException {
    return ReadOnlyMariaDb.isOf(connection)
        ? of(connection, ReadOnlyMariaDb.RUNNING, over, 0, Literals.MARIADB)
        : of(connection, RUNNING, over, number(connection, UNSEEN), Literals.POSTGRESQL);
  }

  /** Those of the counted statements whose calls took longer on average, the slowest first. */
  static SlowStatements onAverage(List<CountedStatement> statements, Duration over) {
    List<CountedStatement> slow =
        statements.stream()
            .filter(each -> each.mean() > over.toMillis())
            .sorted(Comparator.comparingDouble(CountedStatement::mean).reversed())
            .toList();
    List<String> shown =
        slow.stream()
            .limit(MOST_SHOWN)
            .map(each -> line(each.mean(), each.query(), Literals.POSTGRESQL))
            .toList();
    return new SlowStatements(slow.size(), shown, 0);
  }

  private static SlowStatements of(
      Connection connection, String sql, Duration over, long unseen, Literals literals)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setDouble(1, over.toMillis() / 1000.0);
      try (ResultSet rows = statement.executeQuery()) {
        long count = 0;
        List<String> shown = new ArrayList<>();
        while (rows.next()) {
          count++;
          if (shown.size() < MOST_SHOWN) {
            shown.add(line(rows.getDouble(1), rows.getString(2), literals));
          }
        }
        return new SlowStatements(count, List.copyOf(shown), unseen);
      }
    }
  }

  private static String line(double milliseconds, String sql, Literals literals) {
    return String.format(Locale.ROOT, "%.0f ms: %s", milliseconds, readable(sql, literals));
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Values in a statement may be personal or secret: they are left out. */
  private static String readable(String sql, Literals literals) {
    String beginning = sql.substring(0, Math.min(sql.length(), LONGEST_READ));
    String bare = literals.leftOutOf(beginning).replaceAll("\\s+", " ").strip();
    return bare.length() <= LONGEST_STATEMENT ? bare : bare.substring(0, LONGEST_STATEMENT) + "...";
  }

  @Override
  public String toString() {
    String found = count == 0 ? "none" : count + ": " + String.join("; ", shown);
    return unseen == 0
        ? found
        : "%s (%d sessions of others could not be seen)".formatted(found, unseen);
  }
}
