package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.report.StepReport;
import io.changeover.core.Input;
import io.changeover.core.Lifecycle;
import io.changeover.kit.message.Inbox;
import io.changeover.kit.message.IncomingRecord;
import io.changeover.kit.message.RecordBatchHandler;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes the reports of a whole poll in one transaction: inbox, decisions, events and what is to be
 * sent, of every deployment in it.
 */
public final class TakingReports implements RecordBatchHandler {
  private final Deployments deployments;
  private final Inbox inbox;
  private final Clock clock;

  public TakingReports(Deployments deployments, Inbox inbox, Clock clock) {
    this.deployments = deployments;
    this.inbox = inbox;
    this.clock = clock;
  }

  @Override
  public void handle(List<IncomingRecord> batch) {
    Set<String> fresh = inbox.firstSeen(batch.stream().map(IncomingRecord::id).toList());
    List<IncomingRecord> records =
        batch.stream().filter(incoming -> fresh.contains(incoming.id())).toList();
    Set<DeploymentId> ids = new LinkedHashSet<>();
    records.forEach(incoming -> ids.add(report(incoming).of().deployment()));
    if (ids.isEmpty()) {
      return;
    }
    Map<DeploymentId, Recording> recordings = new LinkedHashMap<>();
    deployments.lock(ids).forEach((id, locked) -> recordings.put(id, new Recording(locked)));
    Instant now = clock.instant();
    Set<String> taken = new LinkedHashSet<>();
    for (IncomingRecord incoming : records) {
      if (taken.add(incoming.id())) {
        take(recordings, incoming, now);
      }
    }
    deployments.append(
        recordings.values().stream()
            .flatMap(recording -> recording.change(now, false).stream())
            .toList());
  }

  private static void take(
      Map<DeploymentId, Recording> recordings, IncomingRecord incoming, Instant now) {
    StepReport report = report(incoming);
    Recording recording = recordings.get(report.of().deployment());
    if (recording == null) {
      throw new IllegalArgumentException("there is no deployment " + report.of().deployment());
    }
    recording.take(
        Lifecycle.decide(recording.state(), new Input.Reported(report), now),
        incoming.id(),
        incoming.traceparent());
  }

  private static StepReport report(IncomingRecord incoming) {
    if (incoming.message() instanceof StepReport report) {
      return report;
    }
    throw new IllegalArgumentException(
        "a %s is no report".formatted(incoming.message().getClass().getSimpleName()));
  }
}
