package io.changeover.validation.postgres;

import io.changeover.contracts.Evidence.Cost;
import io.changeover.contracts.Evidence.StatementCosts;
import io.changeover.validation.mariadb.ReadOnlyMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement as pg_stat_statements counts it.
 *
 * @param id the query id
 * @param milliseconds of all its calls
 */
record CountedStatement(String id, long calls, double milliseconds, String query) {
  /** Statements that an application repeats: neither DDL, nor what backups and vacuum do. */
  private static final String COUNTED =
      """
      SELECT queryid::text, sum(calls)::bigint, sum(total_exec_time), left(min(query), 2000)
        FROM pg_stat_statements
       WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND query ~* '^\\s*(select|insert|update|delete|merge|with)\\y' AND queryid IS NOT NULL
       GROUP BY queryid
      """;

  private static final String READABLE =
      """
      SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_stat_statements')
         AND to_regclass('pg_stat_statements') IS NOT NULL
         AND has_table_privilege(to_regclass('pg_stat_statements'), 'SELECT')
      """;

  /** What the server says of an extension whose library it has not loaded. */
  private static final String NOT_LOADED = "55000";

  /** Empty when pg_stat_statements is not there, not loaded, or may not be read. */
  static Optional<List<CountedStatement>> all(Connection connection) throws SQLException {
    if (ReadOnlyMariaDb.isOf(connection) || !areReadable(connection)) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COUNTED)) {
      List<CountedStatement> found = new ArrayList<>();
      while (rows.next()) {
        found.add(
            new CountedStatement(
                rows.getString(1), rows.getLong(2), rows.getDouble(3), rows.getString(4)));
      }
      return Optional.of(found);
    } catch (SQLException failed) {
      if (NOT_LOADED.equals(failed.getSQLState())) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private static boolean areReadable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(READABLE)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Those that have cost the most, and those that are slowest on average, for a later comparison:
   * one that is called rarely must not look as if it were slow since.
   */
  static StatementCosts costs(List<CountedStatement> all) {
    return new StatementCosts(
        Stream.concat(most(all, CountedStatement::milliseconds), most(all, CountedStatement::mean))
            .distinct()
            .collect(
                Collectors.toMap(
                    CountedStatement::id, each -> new Cost(each.calls, (long) each.milliseconds))));
  }

  private static Stream<CountedStatement> most(
      List<CountedStatement> all, ToDoubleFunction<CountedStatement> by) {
    return all.stream()
        .sorted(Comparator.comparingDouble(by).reversed())
        .limit(StatementCosts.MOST / 2);
  }

  /** The calls since; all of them when it was not counted then, or was set back meanwhile. */
  CountedStatement since(StatementCosts before) {
    @Nullable Cost cost = before.statements().get(id);
    return cost == null || cost.calls() > calls
        ? this
        : new CountedStatement(id, calls - cost.calls(), milliseconds - cost.milliseconds(), query);
  }

  /** How long a call took on average, in milliseconds; nothing when there was none. */
  double mean() {
    return calls == 0 ? 0 : milliseconds / calls;
  }
}
