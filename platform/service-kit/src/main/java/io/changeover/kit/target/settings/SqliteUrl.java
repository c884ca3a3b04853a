package io.changeover.kit.target.settings;

import java.nio.file.Path;

/** A JDBC URL of a SQLite database. */
final class SqliteUrl {
  private static final String PREFIX = "jdbc:sqlite:";

  private SqliteUrl() {}

  static boolean fits(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * The database's file.
   *
   * @throws IllegalArgumentException when it is not jdbc:sqlite:/absolute/path
   */
  static Path parse(String text) {
    Path file = Path.of(text.substring(PREFIX.length()));
    if (!file.isAbsolute() || text.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "a SQLite database's URL has the form jdbc:sqlite:/absolute/path, without parameters, but is "
              + text);
    }
    return file.normalize();
  }
}
