package io.changeover.migration;

import io.changeover.contracts.TargetName;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.ServerDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Removes the logins of attempts that are over, when the service starts. A database that does not
 * answer keeps its leftovers: they are locked out by their deadline, and the next start or the next
 * migration of that database tries again.
 */
@Component
final class ClearingLeftovers {
  private static final Logger LOG = LoggerFactory.getLogger(ClearingLeftovers.class);

  private final Databases databases;
  private final Attempts attempts;
  private final Fencing fencing;

  ClearingLeftovers(Databases databases, Attempts attempts, Fencing fencing) {
    this.databases = databases;
    this.attempts = attempts;
    this.fencing = fencing;
  }

  /** In a thread of its own, so that a silent database does not hold the service up. */
  @EventListener(ApplicationReadyEvent.class)
  void start() {
    Thread.ofVirtual().name("clearing-leftovers").start(this::clear);
  }

  /** Clears what is left at all databases. */
  void clear() {
    for (TargetName name : databases.names()) {
      try {
        clear(databases.registered(name));
      } catch (StepFailure failed) {
        LOG.warn("Logins of old attempts are left at {}: {}", name, failed.reason().message());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void clear(RegisteredDatabase registered) throws StepFailure, InterruptedException {
    if (!(registered instanceof ServerDatabase database)) {
      return;
    }
    for (String login : attempts.leftovers(database)) {
      fencing.dismiss(database, login);
      attempts.cleared(login);
      LOG.info("Removed the login {} of an old attempt at {}", login, database.name());
    }
  }
}
