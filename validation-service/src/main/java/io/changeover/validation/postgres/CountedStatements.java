package io.changeover.validation.postgres;

import io.changeover.contracts.Evidence.StatementCosts;
import io.changeover.validation.mariadb.ReadOnlyMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What pg_stat_statements has counted of a database: of each user by itself, lest the many fast
 * calls of one hide the slow ones of another.
 *
 * @param since when all counters were last set back; null where the server does not tell
 */
record CountedStatements(List<CountedStatement> all, @Nullable Instant since) {
  /** Whether it may be read, and which of what came with PostgreSQL 14 is there. */
  private static final String READABLE =
      """
      SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_stat_statements')
         AND to_regclass('pg_stat_statements') IS NOT NULL
         AND has_table_privilege(to_regclass('pg_stat_statements'), 'SELECT'),
             EXISTS (SELECT FROM pg_attribute
                      WHERE attrelid = to_regclass('pg_stat_statements') AND attname = 'toplevel'),
             has_table_privilege(to_regclass('pg_stat_statements_info'), 'SELECT')
      """;

  /** What the server says of an extension whose library it has not loaded. */
  private static final String NOT_LOADED = "55000";

  CountedStatements {
    all = List.copyOf(all);
  }

  /** Empty when pg_stat_statements is not there, not loaded, or may not be read. */
  static Optional<CountedStatements> in(Connection connection) throws SQLException {
    if (ReadOnlyMariaDb.isOf(connection)) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement()) {
      return read(statement);
    } catch (SQLException failed) {
      if (NOT_LOADED.equals(failed.getSQLState())) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private static Optional<CountedStatements> read(Statement statement) throws SQLException {
    boolean byLevel;
    boolean tellsSince;
    try (ResultSet row = statement.executeQuery(READABLE)) {
      if (!row.next() || !row.getBoolean(1)) {
        return Optional.empty();
      }
      byLevel = row.getBoolean(2);
      tellsSince = row.getBoolean(3);
    }
    // Before the counters: one that is set back in between must not look as if it went on.
    Instant since = tellsSince ? since(statement) : null;
    return Optional.of(new CountedStatements(all(statement, byLevel), since));
  }

  private static @Nullable Instant since(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT stats_reset FROM pg_stat_statements_info")) {
      OffsetDateTime reset = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
      return reset == null ? null : reset.toInstant();
    }
  }

  private static List<CountedStatement> all(Statement statement, boolean byLevel)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(counted(byLevel))) {
      List<CountedStatement> found = new ArrayList<>();
      while (rows.next()) {
        found.add(
            new CountedStatement(
                rows.getString(1), rows.getLong(2), rows.getDouble(3), rows.getString(4)));
      }
      return found;
    }
  }

  /** Statements that an application repeats: neither DDL, nor what backups and vacuum do. */
  private static String counted(boolean byLevel) {
    return """
    SELECT concat_ws(':', userid, queryid%s), sum(calls)::bigint, sum(total_exec_time),
           left(min(query), 2000)
      FROM pg_stat_statements
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND query ~* '^\\s*(select|insert|update|delete|merge|with)\\y' AND queryid IS NOT NULL
     GROUP BY 1
    """
        .formatted(byLevel ? ", toplevel" : "");
  }

  /**
   * Those that have cost the most, and those that are slowest on average, for a later comparison:
   * one that is called rarely must not look as if it were slow since.
   */
  StatementCosts costs() {
    return new StatementCosts(
        Stream.concat(most(CountedStatement::milliseconds), most(CountedStatement::mean))
            .distinct()
            .collect(Collectors.toMap(CountedStatement::id, CountedStatement::cost)),
        since);
  }

  private Stream<CountedStatement> most(ToDoubleFunction<CountedStatement> by) {
    return all.stream()
        .sorted(Comparator.comparingDouble(by).reversed())
        .limit(StatementCosts.MOST / 2);
  }

  /** Whether they were not all set back since, as far as the server tells. */
  boolean goOnFrom(StatementCosts before) {
    return Objects.equals(since, before.countedSince());
  }

  /** The calls since. */
  List<CountedStatement> since(StatementCosts before) {
    return all.stream().map(each -> each.since(before.statements().get(each.id()))).toList();
  }
}
