package io.changeover.migration.mariadb;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.mariadb.MariaDbSchema;
import io.changeover.kit.mariadb.MariaDbTable;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.migration.Catalog;
import io.changeover.migration.Login;
import io.changeover.migration.Probed;
import io.changeover.migration.SchemaListing;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads MariaDB's information schema, as the registered user. */
@Component
final class MariaDbCatalog implements Catalog {
  private final MariaDbSql targets;
  private final MetadataLocks locks;

  MariaDbCatalog(MariaDbSql targets, MetadataLocks locks) {
    this.targets = targets;
    this.locks = locks;
  }

  @Override
  public boolean reads(ServerDatabase database) {
    return database instanceof MariaDbTarget;
  }

  @Override
  public String version(ServerDatabase database) throws StepFailure, InterruptedException {
    return targets.ask(
        (MariaDbTarget) database,
        (sql, connection) ->
            sql.sql("select concat('MariaDB ', version())").query(String.class).single());
  }

  @Override
  public SchemaListing schema(ServerDatabase database, Collection<String> without)
      throws StepFailure, InterruptedException {
    return targets.ask(
        (MariaDbTarget) database,
        (sql, connection) -> new SchemaListing(MariaDbSchema.describe(connection, without)));
  }

  @Override
  public List<String> values(ServerDatabase database, String table, String column)
      throws StepFailure, InterruptedException {
    String query =
        "select cast(%s as char) from %s order by 1"
            .formatted(MariaDbTable.quoted(column), MariaDbTable.quoted(table));
    return values(database, table, query, List.of());
  }

  @Override
  public List<String> values(
      ServerDatabase database, String table, String column, String where, String equals)
      throws StepFailure, InterruptedException {
    String query =
        "select cast(%s as char) from %s where %s = ? order by 1"
            .formatted(
                MariaDbTable.quoted(column),
                MariaDbTable.quoted(table),
                MariaDbTable.quoted(where));
    return values(database, table, query, List.of(equals));
  }

  private List<String> values(
      ServerDatabase database, String table, String query, List<String> parameters)
      throws StepFailure, InterruptedException {
    return targets.ask(
        (MariaDbTarget) database,
        (sql, connection) -> {
          boolean there =
              sql.sql(
                          "select count(*) from information_schema.TABLES where TABLE_SCHEMA = database() and TABLE_NAME = ?")
                      .param(table)
                      .query(Long.class)
                      .single()
                  > 0;
          return there
              ? sql.sql(query).params(parameters).query((row, index) -> row.getString(1)).list()
              : List.of();
        });
  }

  @Override
  public Probed probe(ServerDatabase database, String sql)
      throws StepFailure, InterruptedException {
    List<String> answers =
        targets.ask(
            (MariaDbTarget) database,
            (client, connection) -> {
              client.sql("start transaction read only").update();
              return client.sql(sql).query((row, index) -> String.valueOf(row.getString(1))).list();
            });
    return Optional.of(answers)
        .filter(rows -> rows.size() == 1)
        .flatMap(rows -> Probed.parse(rows.getFirst()))
        .orElseThrow(() ->
            new StepFailure(
                FailureCode.REFUSED,
                "The probe answered %d rows or something else than done, not-done or partial."
                    .formatted(answers.size()),
                "Let it answer one row with one column: done, not-done, or partial."));
  }

  @Override
  public Optional<List<TableLock>> heldLocks(ServerDatabase database, Login login)
      throws StepFailure, InterruptedException {
    return locks.held((MariaDbTarget) database, login);
  }

  @Override
  public List<String> lockWaits(ServerDatabase database, Login login)
      throws StepFailure, InterruptedException {
    return locks.waits((MariaDbTarget) database, login);
  }
}
