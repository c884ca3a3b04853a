package io.changeover.migration;

import io.changeover.contracts.TargetName;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.testsupport.TestInfrastructure;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A database of a login role of its own that is no superuser. */
public record Owner(LocalDatabase admin, DatabaseTarget target) {
  private static final TargetName NAME = new TargetName("app-db");

  /** One for all tests, emptied for each: creating and dropping hundreds of files takes longest. */
  private static final LocalDatabase SHARED = TestInfrastructure.freshDatabase();

  /** An owner that may create roles. */
  public static Owner creatingRoles() {
    return of("createrole", "secret");
  }

  /** An owner that has no other rights. */
  public static Owner plain() {
    return of("", "secret");
  }

  public static Owner of(String attributes, String password) {
    LocalDatabase database = SHARED;
    String name = "owner_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    URI uri = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    Owner owner =
        new Owner(
            database,
            new DatabaseTarget(
                NAME, uri.getHost(), uri.getPort(), database.name(), name, password));
    owner.asAdmin(
        "create role %s login %s password '%s'"
            .formatted(name, attributes, password.replace("'", "''")));
    owner.empty();
    owner.asAdmin("alter database \"%s\" owner to %s".formatted(database.name(), name));
    return owner;
  }

  /** Leaves nothing in the database. */
  public void empty() {
    asAdmin("drop schema if exists app cascade");
    asAdmin("drop schema public cascade");
    asAdmin("create schema public authorization pg_database_owner");
  }

  public void asAdmin(String sql) {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(target.jdbcUrl(), target.username(), target.password());
  }

  /** The first column, as the administrator. */
  public List<String> query(String sql) {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public String revision() {
    return String.join(",", query("select version_num from alembic_version"));
  }

  public long items() {
    return Long.parseLong(query("select count(*) from item").getFirst());
  }

  /** Login roles of attempts, at the whole server, that are members of this owner. */
  public List<String> attemptRoles() {
    return query(
        "select m.rolname from pg_auth_members a join pg_roles m on m.oid = a.member"
            + " join pg_roles o on o.oid = a.roleid where o.rolname = '%s'"
                .formatted(target.username()));
  }

  /** Sessions of attempts at this database. */
  public List<String> attemptSessions() {
    return query(
        "select usename || ' ' || application_name || ' ' || coalesce(state, '') from pg_stat_activity"
            + " where datname = '%s' and (application_name like 'changeover\\_%%' or usename like 'changeover\\_%%')"
                .formatted(target.database()));
  }
}
