package io.changeover.backup.dump;

import io.changeover.backup.restore.RestoredCopies;
import io.changeover.backup.server.Servers;
import io.changeover.backup.server.Session;
import io.changeover.contracts.TargetName;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.Databases;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Drops what crashes have left at the servers when the service has started. A server that does not
 * answer is no reason not to start: each backup looks for leftovers again.
 */
@Component
public final class DroppingLeftovers {
  private static final Logger LOG = LoggerFactory.getLogger(DroppingLeftovers.class);

  private final Databases databases;
  private final Servers servers;
  private final ScratchDatabases scratches;
  private final RestoredCopies copies;

  DroppingLeftovers(
      Databases databases, Servers servers, ScratchDatabases scratches, RestoredCopies copies) {
    this.databases = databases;
    this.servers = servers;
    this.scratches = scratches;
    this.copies = copies;
  }

  @EventListener(ApplicationReadyEvent.class)
  void afterStart() {
    Thread.ofVirtual().name("backup-leftovers").start(() -> databases.names().forEach(this::at));
  }

  /** Drops them at the server of a target. */
  public void at(TargetName target) {
    try {
      if (databases.registered(target) instanceof DatabaseTarget postgres) {
        at(postgres);
      }
    } catch (SQLException | StepFailure unreachable) {
      LOG.warn(
          "Cannot look for leftovers at the server of {}: {}", target, unreachable.getMessage());
    }
  }

  private void at(DatabaseTarget target) throws SQLException, StepFailure {
    try (Session session = servers.administer(target)) {
      List<String> dropped = new ArrayList<>(scratches.dropLeftovers(session));
      dropped.addAll(copies.dropLeftovers(session));
      if (!dropped.isEmpty()) {
        LOG.info("Dropped at the server of {}: {}", target.name(), dropped);
      }
    }
  }
}
