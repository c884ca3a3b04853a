package io.changeover.notification.kafka;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Topics;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.kit.message.IncomingRecord;
import io.changeover.kit.message.RecordListeners;
import io.changeover.notification.delivery.LogEntry;
import io.changeover.notification.delivery.TakingEvents;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Brings in the deployments' log. */
@Component
class DeploymentLogListener {
  private static final String GROUP = "changeover.notification";

  /** Nobody who reads a message minds this, and several steps of a deployment come together. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final TakingEvents taking;

  DeploymentLogListener(RecordListeners listeners, TakingEvents taking) {
    this.taking = taking;
    listeners.listenPatiently(
        "deployment-log", Topics.DEPLOYMENT_EVENTS, GROUP, PATIENCE, this::take);
  }

  private void take(List<IncomingRecord> records) {
    taking.take(records.stream().map(DeploymentLogListener::entry).toList());
  }

  private static LogEntry entry(IncomingRecord incoming) {
    Long sequence = incoming.sequence();
    if (sequence == null || !(incoming.message() instanceof DeploymentEvent event)) {
      throw new IllegalArgumentException("%s is no event of a log".formatted(incoming.position()));
    }
    return new LogEntry(new DeploymentId(incoming.key()), sequence, event);
  }
}
