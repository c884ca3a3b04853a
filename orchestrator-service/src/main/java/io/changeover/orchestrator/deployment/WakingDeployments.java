package io.changeover.orchestrator.deployment;

import io.changeover.core.Deployment;
import io.changeover.core.Input;
import io.changeover.core.Lifecycle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
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

  private static final Logger LOG = LoggerFactory.getLogger(WakingDeployments.class);

  private final Deployments deployments;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Alarm alarm;
  private volatile boolean running;

  public WakingDeployments(
      Deployments deployments, TransactionTemplate transaction, Clock clock, Alarm alarm) {
    this.deployments = deployments;
    this.transaction = transaction;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** Wakes what is due now. Returns how many were. */
  public int wakeDue() {
    Integer woken = transaction.execute(status -> wakeBatch());
    return woken == null ? 0 : woken;
  }

  private int wakeBatch() {
    Instant now = clock.instant();
    List<Deployment> due = deployments.lockDue(now, BATCH);
    deployments.append(due.stream().flatMap(state -> tick(state, now).stream()).toList());
    return due.size();
  }

  private static Optional<Change> tick(Deployment state, Instant now) {
    Recording recording = new Recording(state);
    recording.take(Lifecycle.decide(state, new Input.Tick(), now), "", null);
    return recording.change(now, true);
  }

  private void run() {
    while (running) {
      try {
        if (wakeDue() < BATCH) {
          sleep();
        }
      } catch (TransientDataAccessException | TransactionException unreachable) {
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
  public void start() {
    running = true;
    Thread.ofVirtual().name("due-deployments").start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    alarm.ringAt(Instant.MIN);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
