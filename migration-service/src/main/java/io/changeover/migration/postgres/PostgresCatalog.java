package io.changeover.migration.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.postgres.SchemaFingerprint;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.migration.Catalog;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.Login;
import io.changeover.migration.Probed;
import io.changeover.migration.SchemaListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

  /** Tables that are not committed yet are not seen in the catalogue, and nobody waits for them. */
  private static final String HELD_LOCKS =
      """
      select distinct n.nspname || '.' || c.relname, l.mode
      from pg_locks l
      join pg_stat_activity a on a.pid = l.pid
      join pg_class c on c.oid = l.relation
      join pg_namespace n on n.oid = c.relnamespace
      where l.granted and l.locktype = 'relation' and a.datname = current_database()
        and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
      """;

  private static final String QUALIFIED =
      """
      select quote_ident(s.nspname) || '.' || quote_ident(c.relname)
      from pg_class c join pg_namespace s on s.oid = c.relnamespace
      where c.oid in (select to_regclass(name) from unnest(?::text[]) as tables(name))
      """;

  /** A wrong probe may answer a whole table. */
  private static final int MOST_ANSWERS = 3;

  private final TargetSql targets;

  PostgresCatalog(TargetSql targets) {
    this.targets = targets;
  }

  @Override
  public boolean reads(ServerDatabase database) {
    return database instanceof DatabaseTarget;
  }

  @Override
  public String version(ServerDatabase database) throws StepFailure, InterruptedException {
    return "PostgreSQL "
        + targets.ask(database, sql -> sql.sql("show server_version").query(String.class).single());
  }

  @Override
  public SchemaListing schema(ServerDatabase database, Collection<String> without)
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
  public List<String> values(ServerDatabase database, String table, String column)
      throws StepFailure, InterruptedException {
    String query = "select %s from %%s order by 1".formatted(Identifier.quoted(column));
    return values(database, table, query, List.of());
  }

  @Override
  public List<String> values(
      ServerDatabase database, String table, String column, String where, String equals)
      throws StepFailure, InterruptedException {
    String query =
        "select %s from %%s where %s = ? order by 1"
            .formatted(Identifier.quoted(column), Identifier.quoted(where));
    return values(database, table, query, List.of(equals));
  }

  private List<String> values(
      ServerDatabase database, String table, String query, List<String> parameters)
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
              : sql.sql(query.formatted(found)).params(parameters).query(Column::text).list();
        });
  }

  @Override
  public Probed probe(ServerDatabase database, String sql)
      throws StepFailure, InterruptedException {
    List<String> answers =
        targets.transact(
            database,
            client -> {
              client.sql("set transaction read only").update();
              return client.sql(sql).query(PostgresCatalog::answer).list();
            });
    return Optional.of(answers)
        .filter(rows -> rows.size() == 1)
        .flatMap(rows -> Probed.parse(rows.getFirst()))
        .orElseThrow(() ->
            new StepFailure(
                FailureCode.REFUSED,
                "The probe answered %s, which is neither done nor not-done nor partial."
                    .formatted(answers.stream().limit(MOST_ANSWERS).toList()),
                "Let it answer one row with one column: true or done, false or not-done, or partial."));
  }

  private static String answer(ResultSet row, int index) throws SQLException {
    return String.valueOf(row.getString(1));
  }

  @Override
  public Optional<List<TableLock>> heldLocks(ServerDatabase database, Login login)
      throws StepFailure, InterruptedException {
    boolean ownRole = login.strength() == FenceStrength.OWN_ROLE;
    String query = HELD_LOCKS + (ownRole ? " and a.usename = ?" : " and a.application_name = ?");
    return Optional.of(
        targets.ask(
            database,
            sql ->
                sql.sql(query)
                    .param(ownRole ? login.username() : login.tag())
                    .query((row, number) -> new TableLock(row.getString(1), row.getString(2)))
                    .list()));
  }

  @Override
  public List<String> lockWaits(ServerDatabase database, Login login)
      throws StepFailure, InterruptedException {
    String query = login.strength() == FenceStrength.OWN_ROLE ? LOCK_WAITS_OF_ROLE : LOCK_WAITS;
    return targets.ask(
        database,
        sql -> sql.sql(query).params(login.username(), login.tag()).query(Column::text).list());
  }
}
