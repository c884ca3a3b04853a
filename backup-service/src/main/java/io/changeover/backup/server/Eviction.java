package io.changeover.backup.server;

import java.sql.SQLException;
import java.util.List;

/** Ends sessions of others. */
public final class Eviction {
  /** A session ends within milliseconds unless the server is in trouble. */
  private static final int ROUNDS = 200;

  private static final String PAUSE = "select pg_sleep(0.05)";
  private static final String CANNOT_CONNECT_NOW = "57P03";

  private final Session session;

  public Eviction(Session session) {
    this.session = session;
  }

  /**
   * Ends all sessions in a database, and returns when none is left. Of sessions of other users the
   * server shows nothing but their user, and the server's own workers have none.
   */
  public void fromDatabase(String database) throws SQLException {
    of(
        "select pid, usename from pg_stat_activity where datname = ? and usesysid is not null",
        database);
  }

  /**
   * Ends the sessions that a query names by pid and user, and returns when it names none.
   *
   * @throws SQLException when one may not be ended, or does not end within ten seconds
   */
  void of(String query, Object... parameters) throws SQLException {
    List<Victim> left = find(query, parameters);
    for (int round = 0; !left.isEmpty(); round++) {
      if (round == ROUNDS) {
        throw new SQLException("sessions did not end: " + left, CANNOT_CONNECT_NOW);
      }
      for (Victim victim : left) {
        end(victim);
      }
      session.execute(PAUSE);
      left = find(query, parameters);
    }
  }

  private List<Victim> find(String query, Object... parameters) throws SQLException {
    return session.all(query, row -> new Victim(row.getInt(1), row.getString(2)), parameters);
  }

  private void end(Victim victim) throws SQLException {
    try {
      session.all("select pg_terminate_backend(?)", row -> row.getBoolean(1), victim.pid());
    } catch (SQLException refused) {
      throw new SQLException(
          "the session of the user '%s' cannot be ended (pg_signal_backend is needed, and for a superuser's session a superuser): %s"
              .formatted(victim.user(), refused.getMessage()),
          refused.getSQLState(),
          refused);
    }
  }

  /** A session that has to go. */
  private record Victim(int pid, String user) {}
}
