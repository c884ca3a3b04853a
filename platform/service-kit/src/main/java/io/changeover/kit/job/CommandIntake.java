package io.changeover.kit.job;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.command.CancelStep;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.message.IncomingRecord;
import io.changeover.kit.message.Outbox;
import io.changeover.kit.message.OutgoingRecord;
import io.changeover.kit.message.RecordBatchHandler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes commands in: new ones become jobs, and as many as there are free places are claimed in the
 * same transaction; those that are done already are answered by their report again.
 */
final class CommandIntake implements RecordBatchHandler {
  private final Jobs jobs;
  private final Outbox outbox;
  private final RunningJobs running;
  private final Workers workers;
  private final ClaimLoop claims;
  private final Reports reports;

  CommandIntake(
      Jobs jobs,
      Outbox outbox,
      RunningJobs running,
      Workers workers,
      ClaimLoop claims,
      Reports reports) {
    this.jobs = jobs;
    this.outbox = outbox;
    this.running = running;
    this.workers = workers;
    this.claims = claims;
    this.reports = reports;
  }

  @Override
  public void handle(List<IncomingRecord> records) {
    List<NewJob> commands = new ArrayList<>();
    Set<CommandId> cancelled = new HashSet<>();
    for (IncomingRecord incoming : records) {
      switch (incoming.message()) {
        case StepCommand command -> commands.add(new NewJob(command, incoming.traceparent()));
        case CancelStep cancel -> cancelled.add(cancel.command());
        default ->
            throw new IllegalArgumentException(
                "'%s' is no command".formatted(incoming.message().getClass().getSimpleName()));
      }
    }
    Taken taken = take(commands);
    // Before anything else can fail: it gives the reserved places back.
    TransactionSynchronizationManager.registerSynchronization(new After(taken, cancelled));
    if (!cancelled.isEmpty()) {
      jobs.addDone(cancelled.stream().map(this::neverStarted).toList());
      jobs.requestCancel(cancelled);
    }
    answerAgain(commands, cancelled, taken.added());
  }

  private record Taken(Jobs.Added added, int unused) {}

  private Taken take(List<NewJob> commands) {
    if (commands.isEmpty()) {
      return new Taken(new Jobs.Added(List.of(), Set.of()), 0);
    }
    int places = running.reserve(commands.size());
    try {
      Jobs.Added added = jobs.add(commands, places);
      return new Taken(added, places - added.claimed().size());
    } catch (RuntimeException refused) {
      running.giveBack(places);
      throw refused;
    }
  }

  private FinishedJob neverStarted(CommandId command) {
    JobKey key = JobKey.of(command);
    return new FinishedJob(key, 0, reports.neverStarted(key, Failures.neverStarted()), null);
  }

  private void answerAgain(List<NewJob> commands, Set<CommandId> cancelled, Jobs.Added added) {
    Set<CommandId> known = new HashSet<>(cancelled);
    commands.stream()
        .map(job -> job.command().command())
        .filter(command -> !added.isNew(command))
        .forEach(known::add);
    if (!known.isEmpty()) {
      List<OutgoingRecord> again =
          jobs.reports(known).stream()
              .map(done -> Reports.last(done.key(), done.report(), done.traceparent()))
              .toList();
      outbox.add(again);
    }
  }

  /** Nothing is started before the commit, and every reserved place is given back. */
  private final class After implements TransactionSynchronization {
    private final Taken taken;
    private final Set<CommandId> cancelled;

    After(Taken taken, Set<CommandId> cancelled) {
      this.taken = taken;
      this.cancelled = cancelled;
    }

    @Override
    public void afterCompletion(int status) {
      if (status != STATUS_COMMITTED) {
        running.giveBack(taken.unused() + taken.added().claimed().size());
        // When nobody knows whether it was committed, the rows may be there with a lease.
        claims.wake();
        return;
      }
      running.giveBack(taken.unused());
      workers.start(taken.added().claimed());
      if (!taken.added().waiting().isEmpty()) {
        claims.wake();
      }
      cancelled.forEach(
          command -> running.find(command).ifPresent(job -> job.stop(StopReason.CANCELLED)));
    }
  }
}
