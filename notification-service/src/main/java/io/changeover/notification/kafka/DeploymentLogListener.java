package io.changeover.notification.kafka;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Topics;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.kit.message.IncomingRecord;
import io.changeover.kit.message.RecordListeners;
import io.changeover.notification.delivery.TakingEvents;
import org.springframework.stereotype.Component;

/** Brings in the deployments' log. */
@Component
class DeploymentLogListener {
  private static final String GROUP = "changeover.notification";

  private final TakingEvents taking;

  DeploymentLogListener(RecordListeners listeners, TakingEvents taking) {
    this.taking = taking;
    listeners.listen(
        "deployment-log", Topics.DEPLOYMENT_EVENTS, GROUP, records -> records.forEach(this::take));
  }

  private void take(IncomingRecord incoming) {
    Long sequence = incoming.sequence();
    if (sequence == null || !(incoming.message() instanceof DeploymentEvent event)) {
      throw new IllegalArgumentException("%s is no event of a log".formatted(incoming.position()));
    }
    taking.take(new DeploymentId(incoming.key()), sequence, event);
  }
}
