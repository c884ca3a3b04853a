package io.changeover.orchestrator.rest;

import io.changeover.contracts.DeploymentId;
import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.deployment.EventFeed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Logs as server-sent events. The id of each is its sequence number, so a broken stream goes on
 * where it was. A stream ends when the deployment has.
 */
@Component
class EventStreams implements SmartLifecycle {
  /** The most streams at a time. */
  static final int MOST_STREAMS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

  private final Deployments deployments;
  private final EventFeed feed;
  private final Duration heartbeat;
  private final Semaphore free = new Semaphore(MOST_STREAMS);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  /**
   * Streams.
   *
   * @param heartbeat how often a silent stream shows that it lives; a client that has gone away is
   *     noticed then
   */
  EventStreams(
      Deployments deployments,
      EventFeed feed,
      MeterRegistry meters,
      @Value("${changeover.streams.heartbeat:15s}") Duration heartbeat) {
    this.deployments = deployments;
    this.feed = feed;
    this.heartbeat = heartbeat;
    Gauge.builder("changeover.streams.open", () -> MOST_STREAMS - free.availablePermits())
        .description("Followers of event logs")
        .register(meters);
  }

  /** Opens a stream of the events after a sequence number. */
  SseEmitter open(DeploymentId id, long after) {
    if (!free.tryAcquire()) {
      throw new Problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "too-many-streams",
          "%d streams are open; ask for the events instead.".formatted(MOST_STREAMS));
    }
    SseEmitter emitter = new SseEmitter(0L);
    Thread stream =
        Thread.ofVirtual().name("stream-" + id).unstarted(() -> run(id, after, emitter));
    // Known before it runs: a short stream takes itself out again at once.
    threads.add(stream);
    stream.start();
    return emitter;
  }

  private void run(DeploymentId id, long after, SseEmitter emitter) {
    try (EventFeed.Following following = feed.follow(id)) {
      follow(following, new EventWriter(id, after, deployments, emitter));
    } catch (IOException | IllegalStateException clientIsGone) {
      // Nobody is left to tell.
    } catch (DataAccessException | TransactionException unreachable) {
      // The client comes again with the last id that it has seen.
      LOG.warn("The stream of {} was closed because the log cannot be read", id, unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      complete(emitter);
      free.release();
      threads.remove(Thread.currentThread());
    }
  }

  private static void complete(SseEmitter emitter) {
    try {
      emitter.complete();
    } catch (IllegalStateException completedByTheServer) {
      // It saw at the same time that the client has gone, and has ended the request itself.
    }
  }

  /** Returns when all is written, or when this stops. */
  private void follow(EventFeed.Following following, EventWriter writer)
      throws IOException, InterruptedException {
    boolean ended = writer.writeFromLog();
    while (running && !ended) {
      List<EventFeed.Growth> growths = following.await(heartbeat);
      if (growths.isEmpty()) {
        writer.writeComment("still here");
        // Another process may have gone on with the deployment.
        ended = writer.writeFromLog();
      } else {
        ended = writer.write(growths);
      }
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** Ends all streams; the clients come again. */
  @Override
  public void stop() {
    running = false;
    threads.forEach(Thread::interrupt);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
