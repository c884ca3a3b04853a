package io.changeover.backup.server;

import io.changeover.backup.server.DatabaseProperties.Grant;
import io.changeover.backup.server.DatabaseProperties.Setting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the properties of a database from the server's catalogue. */
public final class ReadingProperties {
  /** Through JSON, because the columns of the locale differ between versions of PostgreSQL. */
  private static final String DATABASE =
      """
      select r.rolname, pg_encoding_to_char(d.encoding), coalesce(to_jsonb(d)->>'datlocprovider', 'c'),
             d.datcollate, d.datctype, coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'),
             to_jsonb(d)->>'daticurules', t.spcname, d.datconnlimit,
             shobj_description(d.oid, 'pg_database'), d.datacl is not null
      from pg_database d join pg_roles r on r.oid = d.datdba
      join pg_tablespace t on t.oid = d.dattablespace
      where d.datname = ?
      """;

  private static final String GRANTS =
      """
      select g.rolname, a.privilege_type, a.is_grantable
      from pg_database d cross join aclexplode(d.datacl) a left join pg_roles g on g.oid = a.grantee
      where d.datname = ? order by g.rolname nulls first, a.privilege_type
      """;

  private static final String SETTINGS =
      """
      select r.rolname, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)
      from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
      cross join unnest(s.setconfig) c left join pg_roles r on r.oid = s.setrole
      where d.datname = ? order by r.rolname nulls first, c
      """;

  private ReadingProperties() {}

  /** The properties of a database; empty when there is none of that name. */
  public static Optional<DatabaseProperties> of(Session session, String database)
      throws SQLException {
    List<Grant> grants =
        session.all(
            GRANTS,
            row -> new Grant(row.getString(1), row.getString(2), row.getBoolean(3)),
            database);
    List<Setting> settings =
        session.all(
            SETTINGS,
            row -> new Setting(row.getString(1), row.getString(2), row.getString(3)),
            database);
    return session.first(
        DATABASE, row -> read(row, row.getBoolean(11) ? grants : null, settings), database);
  }

  private static DatabaseProperties read(
      ResultSet row, @Nullable List<Grant> grants, List<Setting> settings) throws SQLException {
    return new DatabaseProperties(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getInt(9),
        row.getString(10),
        grants,
        settings);
  }
}
