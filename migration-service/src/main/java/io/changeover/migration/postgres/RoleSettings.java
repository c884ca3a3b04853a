package io.changeover.migration.postgres;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What {@code ALTER ROLE ... SET} says of the owner, such as its search_path. It applies at login
 * only, and an attempt logs in by another role, so that role needs the same settings.
 */
@Component
final class RoleSettings {
  private static final String OF_THE_OWNER =
      """
      select split_part(s.line, '=', 1) as name, substr(s.line, strpos(s.line, '=') + 1) as value
      from (select setrole, setdatabase, unnest(setconfig) as line from pg_db_role_setting) s
      join pg_roles r on r.oid = s.setrole and r.rolname = current_user
      join pg_settings p on lower(p.name) = lower(split_part(s.line, '=', 1)) and p.context = 'user'
      where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
        and p.name <> 'role'
      order by s.setdatabase
      """;

  /** Copies them to a role, within the transaction that has created it. */
  void copy(JdbcClient sql, String role) {
    List<Setting> settings =
        sql.sql(OF_THE_OWNER)
            .query((row, index) -> new Setting(row.getString(1), row.getString(2)))
            .list();
    for (Setting setting : settings) {
      // A list such as search_path cannot be given as one literal; the current value can be taken.
      sql.sql("select set_config(?, ?, true)")
          .params(setting.name(), setting.value())
          .query(String.class)
          .single();
      sql.sql(
              "alter role %s set %s from current"
                  .formatted(Identifier.quoted(role), Identifier.quoted(setting.name())))
          .update();
    }
  }

  private record Setting(String name, String value) {}
}
