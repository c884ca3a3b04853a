package io.changeover.kit.job;

import io.changeover.contracts.CommandId;
import io.changeover.kit.message.Outbox;
import io.changeover.kit.message.OutgoingRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what is to be said about jobs: all that has come up while the last transaction was
 * committed goes into the next one, so that many short jobs cost few commits.
 */
final class Committer implements Runnable {
  /** How much goes into one transaction. */
  static final int BATCH = 1_000;

  /** The wait after the database has refused; the lease goes on meanwhile, or decides. */
  static final Duration WAIT_AFTER_FAILURE = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  private final BlockingQueue<Ending> queue = new LinkedBlockingQueue<>();
  private final Jobs jobs;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private final RunningJobs running;

  Committer(Jobs jobs, Outbox outbox, TransactionTemplate transactions, RunningJobs running) {
    this.jobs = jobs;
    this.outbox = outbox;
    this.transactions = transactions;
    this.running = running;
  }

  /** Takes something on, and returns at once. */
  void add(Ending ending) {
    queue.add(ending);
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        List<Ending> batch = new ArrayList<>(List.of(queue.take()));
        queue.drainTo(batch, BATCH - 1);
        commitTillDone(batch);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Commits on the caller's thread what is left when this has been interrupted and has returned.
   */
  void commitRest() {
    List<Ending> rest = new ArrayList<>();
    queue.drainTo(rest);
    if (!rest.isEmpty()) {
      commit(rest);
    }
  }

  private void commitTillDone(List<Ending> batch) throws InterruptedException {
    while (true) {
      try {
        commit(batch);
        return;
      } catch (RuntimeException refused) {
        LOG.warn("{} ends of jobs could not be written, trying again", batch.size(), refused);
        waitAfterFailure(batch);
      }
    }
  }

  private void waitAfterFailure(List<Ending> batch) throws InterruptedException {
    try {
      var _ = new Semaphore(0).tryAcquire(WAIT_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      queue.addAll(batch);
      throw stopping;
    }
  }

  private void commit(List<Ending> batch) {
    transactions.executeWithoutResult(_ -> write(batch));
    batch.stream()
        .filter(ending -> !(ending instanceof Ending.Told))
        .forEach(ending -> running.letGo(ending.job()));
  }

  private void write(List<Ending> batch) {
    List<FinishedJob> finished = finished(batch).map(Ending.Finished::asFinished).toList();
    Set<CommandId> ours = finished.isEmpty() ? Set.of() : jobs.finish(finished);
    List<OutgoingRecord> records = new ArrayList<>();
    Map<CommandId, Long> released = new HashMap<>();
    for (Ending ending : batch) {
      ClaimedJob job = ending.job().claimed();
      if (!(ending instanceof Ending.Finished) || ours.contains(job.key().command())) {
        ending.record().ifPresent(records::add);
      }
      if (ending instanceof Ending.Released) {
        released.put(job.key().command(), job.fence());
      }
    }
    outbox.add(records);
    if (!released.isEmpty()) {
      jobs.release(released);
    }
  }

  private static Stream<Ending.Finished> finished(List<Ending> batch) {
    return batch.stream()
        .filter(Ending.Finished.class::isInstance)
        .map(Ending.Finished.class::cast);
  }
}
