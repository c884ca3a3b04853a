package io.changeover.backup.dump;

import io.changeover.backup.BackupSettings;
import io.changeover.backup.server.DatabaseProperties;
import io.changeover.backup.server.Lock;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerDatabases;
import io.changeover.backup.server.Session;
import io.changeover.kit.step.StepFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Databases that exist only while a dump is proved. Each is guarded by a {@link Lock} in the
 * maintenance database, so what a crash has left behind is told from what is in use.
 */
@Component
final class ScratchDatabases {
  private final BackupSettings settings;

  ScratchDatabases(BackupSettings settings) {
    this.settings = settings;
  }

  /** A scratch database in use; it is dropped when this is closed, whatever happened. */
  record Scratch(Server server, String name, Session keeper) implements AutoCloseable {
    @Override
    public void close() throws SQLException, StepFailure {
      try {
        server.cleanUp(session -> new ServerDatabases(session).drop(name));
      } finally {
        keeper.close();
      }
    }
  }

  /** Creates one that is like the dumped database. */
  Scratch create(Server server, DatabaseProperties like)
      throws SQLException, StepFailure, InterruptedException {
    String name = settings.scratchPrefix() + server.attempt().key();
    Scratch scratch = new Scratch(server, name, server.openMaintenance());
    try {
      Lock.take(scratch.keeper(), name);
      ServerDatabases databases = new ServerDatabases(scratch.keeper());
      databases.drop(name);
      databases.create(name, like);
      return scratch;
    } catch (SQLException failed) {
      scratch.close();
      throw failed;
    }
  }

  /**
   * Drops scratch databases that nobody uses any more.
   *
   * @param session in the maintenance database
   * @return their names
   */
  List<String> dropLeftovers(Session session) throws SQLException {
    ServerDatabases databases = new ServerDatabases(session);
    List<String> dropped = new ArrayList<>();
    for (ServerDatabases.Found found : databases.named(settings.scratchPrefix())) {
      if (Lock.tryTake(session, found.name())) {
        databases.drop(found.name());
        Lock.release(session, found.name());
        dropped.add(found.name());
      }
    }
    return dropped;
  }
}
