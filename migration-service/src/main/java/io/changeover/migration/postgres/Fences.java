package io.changeover.migration.postgres;

import io.changeover.migration.Attempt;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads fences off the names that attempts leave at a database. */
final class Fences {
  /** More digits than a long has are not ours. */
  private static final String FENCE = "[0-9]{1,18}$";

  private Fences() {}

  /**
   * The fences of all attempts at the same command.
   *
   * @param query answers the names to look through, in a column called name
   */
  static List<Long> in(JdbcClient sql, String query, Attempt attempt) {
    String start = Attempt.loginsOf(attempt.command());
    return sql
        .sql("select distinct name from (%s) names where name ~ ?".formatted(query))
        .param("^" + start + FENCE)
        .query(Column::text)
        .list()
        .stream()
        .map(name -> Long.parseLong(name.substring(start.length())))
        .toList();
  }

  /** The logins that belong to older fences. */
  static List<String> before(Attempt attempt, List<Long> fences) {
    return fences.stream()
        .filter(fence -> fence < attempt.fence())
        .map(fence -> Attempt.loginsOf(attempt.command()) + fence)
        .toList();
  }
}
