package io.changeover.backup.dump;

import io.changeover.backup.server.Server;
import io.changeover.backup.server.Session;
import io.changeover.kit.step.StepFailure;
import java.sql.SQLException;

/** What a database shows at one moment, for as long as this is open; others can import it. */
final class Snapshot implements AutoCloseable {
  private final Session session;
  private final String name;

  private Snapshot(Session session, String name) {
    this.session = session;
    this.name = name;
  }

  static Snapshot take(Server server) throws SQLException, StepFailure, InterruptedException {
    Session session = server.open();
    try {
      String name =
          session.atOneMoment().one("select pg_export_snapshot()", row -> row.getString(1));
      return new Snapshot(session, name);
    } catch (SQLException failed) {
      session.close();
      throw failed;
    }
  }

  /** What pg_dump imports it by. */
  String name() {
    return name;
  }

  /** Reads under the snapshot. */
  Session session() {
    return session;
  }

  /** Gives up: whoever reads under the snapshot gets an error soon. */
  void abandon() {
    try {
      session.connection().abort(Runnable::run);
    } catch (SQLException gone) {
      throw new IllegalStateException("the connection could not be cut", gone);
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
