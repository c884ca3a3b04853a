package io.changeover.backup.server;

import java.sql.SQLException;

/**
 * The version of a server.
 *
 * @param text as in 15.20
 */
public record ServerVersion(int major, String text) {
  /** The server's number is the major version times this plus the minor one. */
  private static final int MAJOR_FACTOR = 10_000;

  public static ServerVersion of(Session session) throws SQLException {
    return session.one(
        "select current_setting('server_version_num')::int, current_setting('server_version')",
        row -> new ServerVersion(row.getInt(1) / MAJOR_FACTOR, row.getString(2).split(" ", 2)[0]));
  }

  @Override
  public String toString() {
    return text;
  }
}
