package io.changeover.backup.server;

/** Names and texts as SQL. */
public final class Quoted {
  private Quoted() {}

  /** A name, whatever characters it has. */
  public static String identifier(String name) {
    return '"' + withoutNul(name).replace("\"", "\"\"") + '"';
  }

  /** A text, whatever {@code standard_conforming_strings} says. */
  public static String literal(String text) {
    String doubled = withoutNul(text).replace("'", "''");
    return doubled.contains("\\")
        ? " E'" + doubled.replace("\\", "\\\\") + "'"
        : "'" + doubled + "'";
  }

  private static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("PostgreSQL has no NUL character in names and texts");
    }
    return text;
  }
}
