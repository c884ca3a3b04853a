package io.changeover.migration.mariadb;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ends sessions of a MariaDB server. */
final class Kills {
  /** A killed session undoes what it has open, which may take as long as doing it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final long LOOKS = PATIENCE.dividedBy(BETWEEN_LOOKS);
  private static final int NO_SUCH_SESSION = 1094;

  private Kills() {}

  /**
   * Ends the sessions that a query names, and returns when it names none.
   *
   * @param query answers session ids; has one parameter
   * @return how many were ended
   * @throws StepFailure {@code refused} when one does not end
   */
  static int end(JdbcClient sql, String query, String parameter) throws StepFailure {
    Set<Long> ended = new HashSet<>();
    List<Long> left = find(sql, query, parameter);
    for (long look = 0; look < LOOKS && !left.isEmpty(); look++) {
      for (Long session : left) {
        kill(sql, session);
      }
      ended.addAll(left);
      // The server waits, so that a stop, which closes the connection, ends it.
      sql.sql("do sleep(%s)".formatted(BETWEEN_LOOKS.toMillis() / 1000.0)).update();
      left = find(sql, query, parameter);
    }
    if (!left.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "Sessions of a dead attempt do not end: %s.".formatted(left),
          "Find out at the database server what they hang on, end them, then retry the step.");
    }
    return ended.size();
  }

  private static List<Long> find(JdbcClient sql, String query, String parameter) {
    return sql.sql(query).param(parameter).query((row, index) -> row.getLong(1)).list().stream()
        .filter(id -> id > 0)
        .toList();
  }

  private static void kill(JdbcClient sql, long session) {
    try {
      sql.sql("kill " + session).update();
    } catch (DataAccessException failed) {
      if (MariaDbSql.errorOf(failed) != NO_SUCH_SESSION) {
        throw failed;
      }
    }
  }
}
