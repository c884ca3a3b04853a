package io.changeover.backup.content;

import java.util.Set;

/**
 * The tables in which migration tools keep which version the schema has. They belong to the schema:
 * every migration changes them.
 */
public final class Ledgers {
  private static final Set<String> NAMES =
      Set.of(
          "alembic_version",
          "changeover_sql_ledger",
          "flyway_schema_history",
          "django_migrations",
          "_prisma_migrations",
          "migrations");

  private Ledgers() {}

  public static boolean isLedger(String table) {
    return NAMES.contains(table);
  }
}
