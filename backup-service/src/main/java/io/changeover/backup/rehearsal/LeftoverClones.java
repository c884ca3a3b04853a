package io.changeover.backup.rehearsal;

import io.changeover.contracts.TargetName;
import io.changeover.kit.chore.HourlyChore;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.RegisteredDatabase;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * Drops scratch databases that a crash has left, when the service has started and every hour. A
 * server that does not answer is looked at again.
 */
@Configuration(proxyBeanMethods = false)
public class LeftoverClones {
  private static final Logger LOG = LoggerFactory.getLogger(LeftoverClones.class);

  private final Databases databases;
  private final List<RehearsalDatabases> sorts;

  LeftoverClones(Databases databases, List<RehearsalDatabases> sorts) {
    this.databases = databases;
    this.sorts = List.copyOf(sorts);
  }

  @EventListener(ApplicationReadyEvent.class)
  void afterStart() {
    Thread.ofVirtual().name("rehearsal-leftovers").start(this::everywhere);
  }

  @Bean
  HourlyChore droppingOldRehearsals() {
    return new HourlyChore("rehearsal-leftovers", this::everywhere);
  }

  /** Looks at every server. */
  public void everywhere() {
    databases.names().forEach(this::at);
  }

  private void at(TargetName name) {
    try {
      RegisteredDatabase target = databases.registered(name);
      for (RehearsalDatabases sort : sorts) {
        if (sort.serves(target)) {
          tell(name, sort.dropLeftovers(target));
        }
      }
    } catch (SQLException | StepFailure unreachable) {
      LOG.warn("Cannot look for leftovers at the server of {}: {}", name, unreachable.getMessage());
    }
  }

  private static void tell(TargetName name, List<String> dropped) {
    if (!dropped.isEmpty()) {
      LOG.info("Dropped at the server of {}: {}", name, dropped);
    }
  }
}
