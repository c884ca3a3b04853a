package io.changeover.backup.server;

import static io.changeover.backup.server.Quoted.identifier;
import static io.changeover.backup.server.Quoted.literal;

import io.changeover.backup.server.DatabaseProperties.Grant;
import io.changeover.backup.server.DatabaseProperties.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements that give a database the properties of another one. */
final class PropertyStatements {
  /**
   * Settings whose value is a list of names; the same that pg_dump knows, because the server tells
   * nobody. Each name is quoted by itself.
   */
  private static final Set<String> LISTS =
      Set.of(
          "local_preload_libraries",
          "search_path",
          "session_preload_libraries",
          "shared_preload_libraries",
          "temp_tablespaces",
          "unix_socket_directories");

  private PropertyStatements() {}

  /**
   * One statement.
   *
   * @param what it does, for a person; without the values of settings, which may be secrets
   */
  record Statement(String what, String sql) {}

  static List<Statement> of(String database, DatabaseProperties wanted) {
    List<Statement> statements = new ArrayList<>();
    String name = identifier(database);
    statements.add(
        new Statement(
            "connection limit",
            "ALTER DATABASE %s WITH CONNECTION LIMIT %d"
                .formatted(name, wanted.connectionLimit())));
    if (wanted.grants() != null) {
      statements.add(
          new Statement(
              "no default grants",
              "REVOKE ALL ON DATABASE %s FROM PUBLIC, %s"
                  .formatted(name, identifier(wanted.owner()))));
      wanted.grants().forEach(grant -> statements.add(grant(name, grant)));
    }
    wanted.settings().forEach(setting -> statements.add(setting(name, setting)));
    return statements;
  }

  private static Statement grant(String name, Grant grant) {
    String grantee = grant.grantee() == null ? "PUBLIC" : identifier(grant.grantee());
    return new Statement(
        "grant of %s to %s".formatted(grant.privilege(), grantee),
        "GRANT %s ON DATABASE %s TO %s%s"
            .formatted(
                grant.privilege(), name, grantee, grant.grantable() ? " WITH GRANT OPTION" : ""));
  }

  private static Statement setting(String name, Setting setting) {
    String where =
        setting.role() == null
            ? "DATABASE " + name
            : "ROLE %s IN DATABASE %s".formatted(identifier(setting.role()), name);
    return new Statement(
        "setting %s%s"
            .formatted(setting.name(), setting.role() == null ? "" : " of " + setting.role()),
        "ALTER %s SET %s TO %s".formatted(where, identifier(setting.name()), value(setting)));
  }

  private static String value(Setting setting) {
    if (!LISTS.contains(setting.name().toLowerCase(Locale.ROOT))) {
      return literal(setting.value());
    }
    return NameList.split(setting.value()).stream()
        .map(Quoted::literal)
        .collect(Collectors.joining(", "));
  }
}
