package io.changeover.migration.mariadb;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.migration.Catalog.TableLock;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.Login;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The locks on tables that the sessions of an attempt hold and wait for. It is looked by the
 * attempt's own login: everybody sees the sessions of his own account, and no right is needed.
 *
 * <p>What is held is shown by the plugin metadata_lock_info. The performance schema is not asked:
 * it keeps the mode in which a lock was taken first, so that a table which ALTER TABLE has closed
 * to writers meanwhile looks open there.
 */
@Component
final class MetadataLocks {
  private static final String PLUGIN =
      """
      select count(*) from information_schema.PLUGINS
      where PLUGIN_NAME = 'METADATA_LOCK_INFO' and PLUGIN_STATUS = 'ACTIVE'
      """;

  /** While a table or view is made its name is locked, and nobody waits for what is not there. */
  private static final String HELD =
      """
      select distinct l.TABLE_NAME, l.LOCK_MODE
      from information_schema.METADATA_LOCK_INFO l
      join information_schema.PROCESSLIST s on s.ID = l.THREAD_ID
      where l.TABLE_SCHEMA = database() and l.LOCK_TYPE = 'Table metadata lock'
        and l.LOCK_MODE in ('MDL_SHARED_READ_ONLY', 'MDL_SHARED_NO_WRITE',
            'MDL_SHARED_NO_READ_WRITE', 'MDL_EXCLUSIVE')
        and coalesce(s.INFO, '') not regexp '^[[:space:]]*create[[:space:]]+(table|view)[[:space:]]'
        and s.%s
      """;

  private static final String WAITS =
      """
      select concat('session ', s.ID, ' (user ', s.USER, ') is in "', s.STATE, '" for ', s.TIME, ' s')
      from information_schema.PROCESSLIST s
      where s.STATE like 'Waiting for%%lock%%' and s.%s
      order by s.ID
      """;

  /** Most locks are held for some milliseconds, so that one look would seldom meet them. */
  private static final int LOOKS = 10;

  private static final String BETWEEN_LOOKS = "do sleep(0.01)";

  private final MariaDbSql targets;

  MetadataLocks(MariaDbSql targets) {
    this.targets = targets;
  }

  /** Those that keep others from writing or reading; nothing where the plugin is not loaded. */
  Optional<List<TableLock>> held(MariaDbTarget database, Login login)
      throws StepFailure, InterruptedException {
    return targets.ask(
        database.as(login.username(), login.password()),
        (sql, connection) ->
            sql.sql(PLUGIN).query(Long.class).single() == 0
                ? Optional.empty()
                : Optional.of(held(sql, login)));
  }

  private static List<TableLock> held(JdbcClient sql, Login login) {
    Set<TableLock> held = new LinkedHashSet<>();
    for (int look = 0; look < LOOKS; look++) {
      held.addAll(
          ofSessions(sql, HELD, login)
              .query((row, index) -> new TableLock(row.getString(1), row.getString(2)))
              .list());
      sql.sql(BETWEEN_LOOKS).update();
    }
    return List.copyOf(held);
  }

  /** What they wait for, in words. */
  List<String> waits(MariaDbTarget database, Login login) throws StepFailure, InterruptedException {
    return targets.ask(
        database.as(login.username(), login.password()),
        (sql, connection) ->
            ofSessions(sql, WAITS, login).query((row, index) -> row.getString(1)).list());
  }

  private static JdbcClient.StatementSpec ofSessions(JdbcClient sql, String query, Login login) {
    return login.strength() == FenceStrength.OWN_ROLE
        ? sql.sql(query.formatted("USER = ?")).param(login.username())
        : sql.sql(query.formatted("ID = is_used_lock(?)")).param(login.tag());
  }
}
