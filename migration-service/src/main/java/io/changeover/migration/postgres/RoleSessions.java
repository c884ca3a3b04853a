package io.changeover.migration.postgres;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The sessions of an attempt's role. The owner may not end them, as it is not a member of that role
 * and cannot become one (the role is a member of the owner). The role itself may: so it gets a new
 * password, logs in once more, locks itself and ends all others.
 */
@Component
final class RoleSessions {
  private final TargetSql targets;

  RoleSessions(TargetSql targets) {
    this.targets = targets;
  }

  /**
   * Ends all sessions and lets none come.
   *
   * @param password a new one; the old one is void from here on
   * @param ended gets the server processes of those that were ended, also when this fails
   * @throws StepFailure {@code refused} when one cannot be ended
   */
  void end(DatabaseTarget database, String role, String password, Set<Integer> ended)
      throws StepFailure, InterruptedException {
    String open =
        "alter role %s login valid until 'infinity' password '%s'"
            .formatted(Identifier.quoted(role), Verifier.of(password));
    targets.ask(database, sql -> sql.sql(open).update());
    targets.ask(TargetSql.as(database, role, password), own -> lockAndEnd(own, role, ended));
    targets.ask(database, sql -> Sessions.awaitNone(sql, "usename = ?", role));
  }

  private static int lockAndEnd(JdbcClient own, String role, Set<Integer> ended)
      throws StepFailure, InterruptedException {
    // It logs in as the owner, who may lock it; as itself it may end its sessions.
    own.sql("alter role %s nologin".formatted(Identifier.quoted(role))).update();
    own.sql("set role none").update();
    Sessions.end(own, ended, "usename = ?", role);
    return ended.size();
  }
}
