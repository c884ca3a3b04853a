package io.changeover.migration.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ends sessions at the server until none is left. */
final class Sessions {
  /** A session ends at its next interrupt check: milliseconds, unless its disk hangs. */
  static final Duration LONGEST_ENDING = Duration.ofSeconds(15);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private static final long LOOKS = LONGEST_ENDING.dividedBy(BETWEEN_LOOKS);

  private static final String OTHERS =
      "select pid from pg_stat_activity where pid <> pg_backend_pid() and ";

  private Sessions() {}

  /**
   * Ends all sessions but the one that asks.
   *
   * @param whose a condition on pg_stat_activity
   * @return how many were ended
   * @throws StepFailure {@code refused} when one is left after {@link #LONGEST_ENDING}
   */
  static int end(JdbcClient sql, String whose, Object... values)
      throws StepFailure, InterruptedException {
    Set<Integer> ended = new HashSet<>();
    List<Integer> left = others(sql, whose, values);
    for (long look = 0; look < LOOKS && !left.isEmpty(); look++) {
      for (Integer pid : left) {
        sql.sql("select pg_terminate_backend(?)").param(pid).query(Boolean.class).single();
      }
      ended.addAll(left);
      pause(sql);
      left = others(sql, whose, values);
    }
    throwIfAny(left);
    return ended.size();
  }

  /** Waits for sessions that are about to end. */
  static int awaitNone(JdbcClient sql, String whose, Object... values)
      throws StepFailure, InterruptedException {
    List<Integer> left = others(sql, whose, values);
    for (long look = 0; look < LOOKS && !left.isEmpty(); look++) {
      pause(sql);
      left = others(sql, whose, values);
    }
    throwIfAny(left);
    return 0;
  }

  private static List<Integer> others(JdbcClient sql, String whose, Object... values) {
    return sql.sql(OTHERS + whose).params(List.of(values)).query(Column::integer).list();
  }

  /** The server waits, so that a stop, which closes the connection, ends it. */
  private static void pause(JdbcClient sql) {
    sql.sql("select pg_sleep(?)::text")
        .param(BETWEEN_LOOKS.toMillis() / 1000.0)
        .query(String.class)
        .single();
  }

  private static void throwIfAny(List<Integer> left) throws StepFailure {
    if (!left.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "Sessions of a dead attempt do not end: server processes %s.".formatted(left),
          "Find out at the database server what they hang on, end them, then retry the step.");
    }
  }
}
