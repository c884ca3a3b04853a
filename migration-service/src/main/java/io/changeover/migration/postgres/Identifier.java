package io.changeover.migration.postgres;

/** Names in SQL text. */
final class Identifier {
  private Identifier() {}

  /** A name as PostgreSQL takes it without touching it. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
