package io.changeover.migration.postgres;

import io.changeover.kit.postgres.SchemaFingerprint;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Catalog;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.Login;
import io.changeover.migration.SchemaListing;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads PostgreSQL's catalogues, as the owner. */
@Component
final class PostgresCatalog implements Catalog {
  /** Waiting is read from pg_locks: pg_stat_activity hides it in sessions of other users. */
  private static final String LOCK_WAITS =
      """
      select format('%s is held up by process %s (%s, user %s)',
          coalesce('lock on ' || w.relation::regclass::text, w.locktype || ' lock'),
          b.pid,
          coalesce(nullif(b.application_name, ''), 'no application name'),
          b.usename)
      from pg_stat_activity a
      join pg_locks w on w.pid = a.pid and not w.granted
      cross join unnest(pg_blocking_pids(a.pid)) as blocking(pid)
      join pg_stat_activity b on b.pid = blocking.pid
      where a.usename = ? and a.application_name = ?
      order by 1
      """;

  /** Sees sessions whose tool has overwritten the tag, too: the role is the attempt's own. */
  private static final String LOCK_WAITS_OF_ROLE =
      LOCK_WAITS.replace("and a.application_name = ?", "and '' <> ?");

  private static final String QUALIFIED =
      """
      select quote_ident(s.nspname) || '.' || quote_ident(c.relname)
      from pg_class c join pg_namespace s on s.oid = c.relnamespace
      where c.oid in (select to_regclass(name) from unnest(?::text[]) as tables(name))
      """;

  private final TargetSql targets;

  PostgresCatalog(TargetSql targets) {
    this.targets = targets;
  }

  @Override
  public String version(DatabaseTarget database) throws StepFailure, InterruptedException {
    return targets.ask(
        database, sql -> sql.sql("show server_version").query(String.class).single());
  }

  @Override
  public SchemaListing schema(DatabaseTarget database, Collection<String> without)
      throws StepFailure, InterruptedException {
    return targets.read(
        database,
        (sql, connection) -> {
          List<String> names =
              sql.sql(QUALIFIED).param(without.toArray(String[]::new)).query(Column::text).list();
          return new SchemaListing(
              SchemaFingerprint.describe(connection).stream()
                  .filter(line -> names.stream().noneMatch(name -> isOf(name, line)))
                  .toList());
        });
  }

  /** A description starts with its kind and the table's name, before a space or a column's name. */
  private static boolean isOf(String table, String line) {
    String named = line.substring(line.indexOf(' ') + 1);
    return named.startsWith(table + " ") || named.startsWith(table + ".");
  }

  @Override
  public List<String> values(DatabaseTarget database, String table, String column)
      throws StepFailure, InterruptedException {
    return targets.ask(
        database,
        sql -> {
          String found =
              sql.sql("select coalesce(to_regclass(?)::text, '')")
                  .param(table)
                  .query(String.class)
                  .single();
          return found.isEmpty()
              ? List.of()
              : sql.sql("select %s from %s order by 1".formatted(Identifier.quoted(column), found))
                  .query(Column::text)
                  .list();
        });
  }

  @Override
  public List<String> lockWaits(DatabaseTarget database, Login login)
      throws StepFailure, InterruptedException {
    String query = login.strength() == FenceStrength.OWN_ROLE ? LOCK_WAITS_OF_ROLE : LOCK_WAITS;
    return targets.ask(
        database,
        sql -> sql.sql(query).params(login.username(), login.tag()).query(Column::text).list());
  }
}
