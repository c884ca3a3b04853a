package io.changeover.backup.server;

import io.changeover.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * Says that whoever made a database of this service's own is alive. The lock goes when its session
 * does, also by a crash.
 */
public final class Lock {
  private static final int KEY_DIGITS = 16;
  private static final int HEXADECIMAL = 16;

  private Lock() {}

  /** Waits until a dead holder is gone, and takes the lock for the life of the session. */
  public static void take(Session session, String database) throws SQLException {
    session.all("select pg_advisory_lock(?)", row -> 0, key(database));
  }

  /** True when nobody had it; then the session has it. */
  public static boolean tryTake(Session session, String database) throws SQLException {
    return session.one("select pg_try_advisory_lock(?)", row -> row.getBoolean(1), key(database));
  }

  public static void release(Session session, String database) throws SQLException {
    session.all("select pg_advisory_unlock(?)", row -> row.getBoolean(1), key(database));
  }

  private static long key(String database) {
    String digest = Json.sha256(database.getBytes(StandardCharsets.UTF_8)).value();
    return Long.parseUnsignedLong(digest.substring(0, KEY_DIGITS), HEXADECIMAL);
  }
}
