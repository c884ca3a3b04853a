package io.changeover.migration.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.time.Duration;
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
      "select pid, coalesce(application_name, '') as application from pg_stat_activity where pid <> pg_backend_pid() and ";

  private Sessions() {}

  /**
   * Ends all sessions but the one that asks.
   *
   * @param ended gets the server processes of those that were ended, but not of a worker that is
   *     ending sessions itself; what it has got counts also when this fails
   * @param whose a condition on pg_stat_activity
   * @throws StepFailure {@code refused} when one is left after {@link #LONGEST_ENDING}
   */
  static void end(JdbcClient sql, Set<Integer> ended, String whose, Object... values)
      throws StepFailure, InterruptedException {
    List<Other> left = others(sql, whose, values);
    for (long look = 0; look < LOOKS && !left.isEmpty(); look++) {
      for (Other each : left) {
        if (!each.application().equals(TargetSql.APPLICATION_NAME)) {
          ended.add(each.pid());
        }
        sql.sql("select pg_terminate_backend(?)").param(each.pid()).query(Boolean.class).single();
      }
      pause(sql);
      left = others(sql, whose, values);
    }
    throwIfAny(left);
  }

  /** Waits for sessions that are about to end. */
  static int awaitNone(JdbcClient sql, String whose, Object... values)
      throws StepFailure, InterruptedException {
    List<Other> left = others(sql, whose, values);
    for (long look = 0; look < LOOKS && !left.isEmpty(); look++) {
      pause(sql);
      left = others(sql, whose, values);
    }
    throwIfAny(left);
    return 0;
  }

  private record Other(int pid, String application) {}

  private static List<Other> others(JdbcClient sql, String whose, Object... values) {
    return sql.sql(OTHERS + whose)
        .params(List.of(values))
        .query((row, index) -> new Other(row.getInt(1), row.getString(2)))
        .list();
  }

  /** The server waits, so that a stop, which closes the connection, ends it. */
  private static void pause(JdbcClient sql) {
    sql.sql("select pg_sleep(?)::text")
        .param(BETWEEN_LOOKS.toMillis() / 1000.0)
        .query(String.class)
        .single();
  }

  private static void throwIfAny(List<Other> left) throws StepFailure {
    if (!left.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "Sessions of a dead attempt do not end: server processes %s."
              .formatted(left.stream().map(Other::pid).toList()),
          "Find out at the database server what they hang on, end them, then retry the step.");
    }
  }
}
