package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.core.Input;
import io.changeover.core.Lifecycle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wakes deployments when they are due. One thread, asleep until the next due time or until a commit
 * has brought an earlier one; several orchestrators can do so side by side.
 */
public final class WakingDeployments implements SmartLifecycle {
  /** The most deployments that are woken in one transaction. */
  static final int BATCH = 100;

  /** How long it sleeps at most: the due times that another orchestrator has set are found then. */
  static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

  /** How long a deployment is left alone that cannot be read or decided about. */
  static final Duration DEFERRED_FOR = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(WakingDeployments.class);

  private final Deployments deployments;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Alarm alarm;
  private volatile boolean running;
  private @Nullable Thread thread;

  public WakingDeployments(
      Deployments deployments, TransactionTemplate transaction, Clock clock, Alarm alarm) {
    this.deployments = deployments;
    this.transaction = transaction;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** Wakes what is due now. Returns how many were. */
  public int wakeDue() {
    try {
      Integer woken = transaction.execute(status -> wake(lockDue()));
      return woken == null ? 0 : woken;
    } catch (TransientDataAccessException | TransactionException unreachable) {
      throw unreachable;
    } catch (RuntimeException broken) {
      LOG.warn("Not all due deployments could be woken together; each is woken alone", broken);
      return wakeEachAlone();
    }
  }

  private Collection<Locked> lockDue() {
    return deployments.lockDue(clock.instant(), BATCH);
  }

  private int wake(Collection<Locked> due) {
    Instant now = clock.instant();
    deployments.append(due.stream().flatMap(locked -> tick(locked, now).stream()).toList());
    return due.size();
  }

  /** One that cannot be woken does not keep the others asleep. */
  private int wakeEachAlone() {
    List<DeploymentId> due = deployments.due(clock.instant(), BATCH);
    for (DeploymentId id : due) {
      try {
        transaction.executeWithoutResult(status -> wake(deployments.lock(List.of(id)).values()));
      } catch (TransientDataAccessException | TransactionException unreachable) {
        throw unreachable;
      } catch (RuntimeException broken) {
        LOG.error("The deployment {} cannot be woken; next try in {}", id, DEFERRED_FOR, broken);
        deployments.defer(id, clock.instant().plus(DEFERRED_FOR));
      }
    }
    return due.size();
  }

  private static Optional<Change> tick(Locked locked, Instant now) {
    Recording recording = new Recording(locked);
    recording.take(Lifecycle.decide(locked.state(), new Input.Tick(), now), "", null);
    return recording.change(now, true);
  }

  private void run() {
    while (running) {
      try {
        if (wakeDue() < BATCH) {
          sleep();
        }
      } catch (DataAccessException | TransactionException unreachable) {
        LOG.warn("The due deployments could not be looked up; tried again shortly", unreachable);
        alarm.sleepUntil(clock.instant().plus(LONGEST_SLEEP));
      }
    }
  }

  private void sleep() {
    Instant latest = clock.instant().plus(LONGEST_SLEEP);
    Instant next = deployments.nextDue().filter(latest::isAfter).orElse(latest);
    alarm.sleepUntil(next);
  }

  @Override
  public synchronized void start() {
    running = true;
    thread = Thread.ofVirtual().name("due-deployments").start(this::run);
  }

  /** Returns when nothing is woken any more, so that the database is not closed under it. */
  @Override
  public synchronized void stop() {
    running = false;
    alarm.ringAt(Instant.MIN);
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
