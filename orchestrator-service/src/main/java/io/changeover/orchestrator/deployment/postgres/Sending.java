package io.changeover.orchestrator.deployment.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Topics;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.core.Effect;
import io.changeover.kit.message.Outbox;
import io.changeover.kit.message.OutgoingRecord;
import io.changeover.orchestrator.deployment.Alarm;
import io.changeover.orchestrator.deployment.Change;
import io.changeover.orchestrator.deployment.EventFeed;
import io.changeover.orchestrator.deployment.HashChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a change has to tell others: commands and events in the outbox, and who waits here. */
final class Sending {
  private final Outbox outbox;
  private final EventFeed feed;
  private final Alarm alarm;

  Sending(Outbox outbox, EventFeed feed, Alarm alarm) {
    this.outbox = outbox;
    this.feed = feed;
    this.alarm = alarm;
  }

  void send(List<Change> changes, List<HashChain.Link> links) {
    List<OutgoingRecord> records = new ArrayList<>();
    for (Change change : changes) {
      change.effects().forEach(effect -> records.add(command(effect)));
    }
    links.forEach(link -> records.add(event(link.event()).encodedAs(link.payload())));
    if (!records.isEmpty()) {
      outbox.add(records);
    }
  }

  void afterCommit(
      List<Change> changes, Map<DeploymentId, List<HashChain.Link>> links, Consumer<Change> then) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            for (Change change : changes) {
              then.accept(change);
              change.dueAt().ifPresent(alarm::ringAt);
              feed.grown(
                  change.id(),
                  new EventFeed.Growth(
                      links.getOrDefault(change.id(), List.of()), change.next().ended()));
            }
          }
        });
  }

  private static OutgoingRecord command(Effect effect) {
    return switch (effect) {
      case Effect.Send send -> command(send.command(), send.command(), "");
      case Effect.Cancel cancel -> command(cancel.running(), cancel.message(), "/cancel");
    };
  }

  private static OutgoingRecord command(StepCommand command, Object message, String suffix) {
    return new OutgoingRecord(
        Topics.stepCommands(command.spec().doneBy()),
        command.deployment().value(),
        message,
        command.command().value() + suffix,
        "",
        command.deployment().value(),
        null,
        null);
  }

  private static OutgoingRecord event(LoggedEvent event) {
    return new OutgoingRecord(
        Topics.DEPLOYMENT_EVENTS,
        event.deployment().value(),
        event.event(),
        event.id().value(),
        event.causation(),
        event.deployment().value(),
        event.sequence(),
        event.traceparent());
  }
}
