package io.changeover.backup.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a server or of a tool. The first two numbers are its series, as in 10.11; a series
 * brings what an older mariadb-dump does not know.
 *
 * @param text as in 10.11.19
 */
record MariaDbVersion(int major, int minor, String text) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\.\\d+)*");

  /**
   * Reads what a version begins with.
   *
   * @throws IllegalArgumentException when it does not begin with one
   */
  static MariaDbVersion of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.lookingAt()) {
      throw new IllegalArgumentException("no version: " + text);
    }
    return new MariaDbVersion(
        Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), form.group());
  }

  /** That of the server at the other end. */
  static MariaDbVersion ofServer(Connection connection) throws SQLException {
    return of(MariaDbServer.one(connection, "select version()"));
  }

  /** As in 10.11. */
  String series() {
    return major + "." + minor;
  }

  boolean isOfOlderSeriesThan(MariaDbVersion other) {
    return major < other.major || (major == other.major && minor < other.minor);
  }
}
