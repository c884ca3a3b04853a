package io.changeover.kit.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Starts and stops the work on jobs. It starts before the listeners, and stops after them: running
 * handlers are stopped, and their jobs are left to be taken over at once by the next start.
 */
final class SpecialistLifecycle implements SmartLifecycle {
  /** After the relay, before the listeners. */
  static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3_000;

  /** How long handlers may take to return once they are stopped. */
  static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(SpecialistLifecycle.class);

  private final ClaimLoop claims;
  private final Heartbeat heartbeat;
  private final Watch watch;
  private final Committer committer;
  private final RunningJobs running;
  private final Runnable beforeStart;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Sets up.
   *
   * @param beforeStart what has to happen before the first claim
   */
  SpecialistLifecycle(
      ClaimLoop claims,
      Heartbeat heartbeat,
      Watch watch,
      Committer committer,
      RunningJobs running,
      Runnable beforeStart) {
    this.claims = claims;
    this.heartbeat = heartbeat;
    this.watch = watch;
    this.committer = committer;
    this.running = running;
    this.beforeStart = beforeStart;
  }

  @Override
  public synchronized void start() {
    beforeStart.run();
    threads.add(thread("jobs-claims", claims));
    threads.add(thread("jobs-heartbeat", heartbeat));
    threads.add(thread("jobs-watch", watch));
    threads.add(thread("jobs-committer", committer));
  }

  private static Thread thread(String name, Runnable loop) {
    return Thread.ofPlatform().daemon().name(name).start(loop);
  }

  @Override
  public synchronized void stop() {
    try {
      end(threads.removeFirst());
      running.all().forEach(job -> job.stop(StopReason.SHUTTING_DOWN));
      if (!running.drained(LONGEST_STOP)) {
        LOG.warn("Some handlers did not return in {}; their leases will run out", LONGEST_STOP);
      }
      for (Thread thread : threads) {
        end(thread);
      }
      committer.commitRest();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("The last ends of jobs could not be written; they will be done again", away);
    } finally {
      threads.clear();
    }
  }

  private static void end(Thread thread) throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  @Override
  public synchronized boolean isRunning() {
    return !threads.isEmpty();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
