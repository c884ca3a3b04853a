package io.changeover.migration.postgres;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Attempt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Sessions of the owner itself that carry an attempt's tag as their application_name. */
@Component
final class TaggedSessions {
  private static final String TAGS =
      "select application_name as name from pg_stat_activity where usename = session_user";

  private final TargetSql targets;

  TaggedSessions(TargetSql targets) {
    this.targets = targets;
  }

  /** The tags of older attempts at the same command that are there. */
  List<String> before(DatabaseTarget database, Attempt attempt)
      throws StepFailure, InterruptedException {
    return Fences.before(attempt, targets.ask(database, sql -> Fences.in(sql, TAGS, attempt)));
  }

  /** Ends the sessions with a tag; answers how many. */
  int end(DatabaseTarget database, String tag) throws StepFailure, InterruptedException {
    Set<Integer> ended = new HashSet<>();
    return targets.ask(
        database,
        sql -> {
          Sessions.end(sql, ended, "usename = session_user and application_name = ?", tag);
          return ended.size();
        });
  }
}
