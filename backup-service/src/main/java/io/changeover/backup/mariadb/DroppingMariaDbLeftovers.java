package io.changeover.backup.mariadb;

import io.changeover.contracts.TargetName;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.MariaDbTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Drops what crashes have left at the MariaDB servers when the service has started. A server that
 * does not answer is no reason not to start: each backup looks for leftovers again.
 */
@Component
final class DroppingMariaDbLeftovers {
  private static final Logger LOG = LoggerFactory.getLogger(DroppingMariaDbLeftovers.class);

  private final Databases databases;
  private final MariaDbConnections connections;
  private final MariaDbCopies copies;

  DroppingMariaDbLeftovers(
      Databases databases, MariaDbConnections connections, MariaDbCopies copies) {
    this.databases = databases;
    this.connections = connections;
    this.copies = copies;
  }

  @EventListener(ApplicationReadyEvent.class)
  void afterStart() {
    Thread.ofVirtual().name("mariadb-leftovers").start(() -> databases.names().forEach(this::at));
  }

  /** Drops them at the server of a target, if it is of MariaDB. */
  void at(TargetName name) {
    try {
      if (databases.registered(name) instanceof MariaDbTarget target) {
        drop(target);
      }
    } catch (SQLException | StepFailure unreachable) {
      LOG.warn("Cannot look for leftovers at the server of {}: {}", name, unreachable.getMessage());
    }
  }

  private void drop(MariaDbTarget target) throws SQLException, StepFailure {
    try (Connection connection = connections.openServer(target)) {
      List<String> dropped = copies.dropLeftovers(connection);
      if (!dropped.isEmpty()) {
        LOG.info("Dropped at the server of {}: {}", target.name(), dropped);
      }
    }
  }
}
