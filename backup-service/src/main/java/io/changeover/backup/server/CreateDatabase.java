package io.changeover.backup.server;

import static io.changeover.backup.server.Quoted.identifier;
import static io.changeover.backup.server.Quoted.literal;

import org.jspecify.annotations.Nullable;

/** The statement that creates an empty database like another one. */
final class CreateDatabase {
  private static final String ICU = "i";
  private static final String BUILT_IN = "b";

  /** Naming it needs a right that users without more rights lack; it is the default anyway. */
  private static final String DEFAULT_TABLESPACE = "pg_default";

  private CreateDatabase() {}

  static String statement(String name, DatabaseProperties like) {
    StringBuilder sql = new StringBuilder("CREATE DATABASE ").append(identifier(name));
    sql.append(" WITH TEMPLATE template0 OWNER ").append(identifier(like.owner()));
    option(sql, "ENCODING", like.encoding());
    option(sql, "LC_COLLATE", like.collate());
    option(sql, "LC_CTYPE", like.ctype());
    if (like.localeProvider().equals(ICU)) {
      sql.append(" LOCALE_PROVIDER icu");
      option(sql, "ICU_LOCALE", like.locale());
      option(sql, "ICU_RULES", like.icuRules());
    } else if (like.localeProvider().equals(BUILT_IN)) {
      sql.append(" LOCALE_PROVIDER builtin");
      option(sql, "BUILTIN_LOCALE", like.locale());
    }
    if (!like.tablespace().equals(DEFAULT_TABLESPACE)) {
      sql.append(" TABLESPACE ").append(identifier(like.tablespace()));
    }
    return sql.toString();
  }

  private static void option(StringBuilder sql, String name, @Nullable String value) {
    if (value != null) {
      sql.append(' ').append(name).append(' ').append(literal(value));
    }
  }
}
